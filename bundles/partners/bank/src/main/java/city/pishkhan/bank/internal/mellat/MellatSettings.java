package city.pishkhan.bank.internal.mellat;

import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.spi.PaymentGateway.Account;
import java.net.URI;
import java.util.Map;

/**
 * One merchant terminal at Behpardakht Mellat.
 *
 * @param name     name of the gateway in the hub
 * @param terminal terminal number assigned by the bank
 * @param soap     the bank's SOAP endpoint, without a login, because the merchant's login is part of each message
 * @param page     the bank's payment page for the payer's browser
 */
public record MellatSettings(String name, long terminal, String user, String password, SoapEndpoint soap, URI page) {

    /** Returns the settings that decide where the payers' money goes. */
    Account account() {
        return new Account(
                Map.of("url", soap.url().toString(), "pageUrl", page.toString()),
                Secrets.digest("city.pishkhan.bank.mellat " + terminal, user, password));
    }

    /** Omits the login. */
    @Override
    public String toString() {
        return name + " (terminal " + terminal + " at " + soap + ")";
    }
}
