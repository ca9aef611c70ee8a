package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/**
 * Simulated gateway of Behpardakht Mellat (درگاه به‌پرداخت ملت): SOAP at {@code /bank/mellat/pgw} with its WSDL at
 * {@code ?wsdl}, and the payer's page at {@code /bank/mellat/page}. {@code /bank/mellat/ledger} lists all calls in
 * order; {@code /bank/mellat/sales/ledger} lists all sales with their calls and states. Tests set deviations by a
 * script, see {@link ScriptedDeviations}. For settlement files see {@link SettlementFiles}.
 */
public final class MellatPartner implements Partner {

    private MellatSaleProcessor saleProcessor;
    private PayerReturnSender messenger;
    private SettlementDesk settlement;

    @Override
    public String name() {
        return "bank/mellat";
    }

    @Override
    public void mount(Site site) throws IOException {
        ScriptedDeviations deviations = new ScriptedDeviations(site.control());
        saleProcessor = new MellatSaleProcessor(site.ledger(), deviations);
        messenger = new PayerReturnSender();
        Merchant merchant = new Merchant(site);
        PayDecision payer = new PayDecision(saleProcessor, deviations, new Returns(messenger));
        site.soap("/pgw", new MellatEndpoint(saleProcessor, merchant, deviations, payer), false);
        site.servlet("/page", new PayPage(saleProcessor));
        site.servlet("/page/pay", payer);
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
