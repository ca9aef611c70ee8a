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

    private SepSaleProcessor saleProcessor;
    private PayerReturnSender messenger;
    private SettlementDesk settlement;

    @Override
    public String name() {
        return "bank/saman";
    }

    @Override
    public void mount(Site site) throws IOException {
        ScriptedDeviations deviations = new ScriptedDeviations(site.control());
        SepTerminals terminals = SepTerminals.of(site);
        saleProcessor = new SepSaleProcessor(site.ledger(), deviations);
        messenger = new PayerReturnSender();
        SepDecision payer = new SepDecision(saleProcessor, deviations, new Returns(messenger));
        site.servlet("/onlinepg/onlinepg", new SepTokens(saleProcessor, terminals, deviations, payer));
        site.servlet(
                "/verifyTxnRandomSessionkey/ipg/VerifyTransaction",
                new SepCalls(saleProcessor, terminals, deviations, "verify"));
        site.servlet(
                "/verifyTxnRandomSessionkey/ipg/ReverseTransaction",
                new SepCalls(saleProcessor, terminals, deviations, "reversal"));
        site.servlet(
                "/verifyTxnRandomSessionkey/api/v2/ipg/payment/receipt",
                new SepReceipts(saleProcessor, terminals, deviations));
        site.servlet("/pos/sale", new SepReader(saleProcessor, terminals, deviations));
        site.servlet("/OnlinePG/OnlinePG", new SepPage(saleProcessor));
        site.servlet("/OnlinePG/OnlinePG/pay", payer);
        site.servlet("/sales/ledger", new SalesServlet(saleProcessor::sales));
        settlement = new SettlementDesk(site, deviations, saleProcessor::writeSettlementFile);
    }

    @Override
    public void close() {
        settlement.close();
        messenger.close();
        saleProcessor.close();
    }
}
