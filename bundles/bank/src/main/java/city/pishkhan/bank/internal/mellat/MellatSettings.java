package city.pishkhan.bank.internal.mellat;

import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.spi.PaymentGateway.Account;
import java.net.URI;
import java.util.Map;

/**
 * One merchant terminal at Behpardakht Mellat.
 *
 * @param name     of the gateway in the hub
 * @param terminal number that the bank gave
 * @param soap     where the bank is called; the merchant's login goes inside the message
 * @param page     where the payer's browser goes
 */
public record MellatSettings(String name, long terminal, String user, String password, SoapEndpoint soap, URI page) {

    /** What of these decides where payers' money goes. */
    Account account() {
        return new Account(
                Map.of("url", soap.url().toString(), "pageUrl", page.toString()),
                Secrets.digest("city.pishkhan.bank.mellat " + terminal, user, password));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (terminal " + terminal + " at " + soap + ")";
    }
}
