package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/**
 * Simulated gateway SEP of Saman (درگاه پرداخت الکترونیک سامان): REST interface below {@code /bank/saman}, and the
 * payer's page at {@code /bank/saman/OnlinePG/OnlinePG}. {@code /bank/saman/ledger} lists all calls in order;
 * {@code /bank/saman/sales/ledger} lists all sales with their calls and states. Tests set deviations by a script, see
 * {@link ScriptedDeviations}. For card readers see {@link SepReader}, for settlement files {@link SettlementFiles}, for
 * terminals {@link SepTerminals}.
 */
public final class SamanPartner implements Partner {

    private SepSaleProcessor till;
    private PayerReturnSender messenger;
    private SettlementDesk settlement;

    @Override
    public String name() {
        return "bank/saman";
    }

    @Override
    public void mount(Site site) throws IOException {
        ScriptedDeviations oddities = new ScriptedDeviations(site.control());
        SepTerminals terminals = SepTerminals.of(site);
        till = new SepSaleProcessor(site.ledger(), oddities);
        messenger = new PayerReturnSender();
        SepDecision payer = new SepDecision(till, oddities, new Returns(messenger));
        site.servlet("/onlinepg/onlinepg", new SepTokens(till, terminals, oddities, payer));
        site.servlet(
                "/verifyTxnRandomSessionkey/ipg/VerifyTransaction", new SepCalls(till, terminals, oddities, "verify"));
        site.servlet(
                "/verifyTxnRandomSessionkey/ipg/ReverseTransaction",
                new SepCalls(till, terminals, oddities, "reversal"));
        site.servlet(
                "/verifyTxnRandomSessionkey/api/v2/ipg/payment/receipt", new SepReceipts(till, terminals, oddities));
        site.servlet("/pos/sale", new SepReader(till, terminals, oddities));
        site.servlet("/OnlinePG/OnlinePG", new SepPage(till));
        site.servlet("/OnlinePG/OnlinePG/pay", payer);
        site.servlet("/sales/ledger", new SalesServlet(till::sales));
        settlement = new SettlementDesk(site, oddities, till::writeSettlementFile);
    }

    @Override
    public void close() {
        settlement.close();
        messenger.close();
        till.close();
    }
}
