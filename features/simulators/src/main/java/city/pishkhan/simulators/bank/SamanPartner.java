package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.Partner;
import city.pishkhan.simulators.Site;
import java.io.IOException;
import java.util.Optional;

/**
 * Saman's gateway SEP (درگاه پرداخت الکترونیک سامان), simulated: its REST interface below {@code /bank/saman}, the payer's page at
 * {@code /bank/saman/OnlinePG/OnlinePG}; {@code /bank/saman/ledger} has every call in its order, {@code /bank/saman/sales/ledger} every sale
 * with its calls and how it stands. What goes wrong is said by the control's script, see {@link Oddities}. The one terminal is
 * {@code bank/saman.terminal} of the credentials; if it is not set it is not asked for.
 */
public final class SamanPartner implements Partner {

    private SepTill till;
    private Browserless messenger;

    @Override
    public String name() {
        return "bank/saman";
    }

    @Override
    public void mount(Site site) throws IOException {
        Oddities oddities = new Oddities(site.control());
        Optional<String> terminal = site.credential("terminal");
        till = new SepTill(site.ledger(), oddities);
        messenger = new Browserless();
        SepDecision payer = new SepDecision(till, terminal, oddities, new Returns(messenger));
        site.servlet("/onlinepg/onlinepg", new SepTokens(till, terminal, oddities, payer));
        site.servlet(
                "/verifyTxnRandomSessionkey/ipg/VerifyTransaction", new SepCalls(till, terminal, oddities, "verify"));
        site.servlet(
                "/verifyTxnRandomSessionkey/ipg/ReverseTransaction",
                new SepCalls(till, terminal, oddities, "reversal"));
        site.servlet("/OnlinePG/OnlinePG", new SepPage(till));
        site.servlet("/OnlinePG/OnlinePG/pay", payer);
        site.servlet("/sales/ledger", new SalesServlet(till::sales));
    }

    @Override
    public void close() {
        messenger.close();
        till.close();
    }
}
