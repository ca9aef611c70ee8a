package city.pishkhan.bank.internal;

import city.pishkhan.soap.SoapEndpoint;
import java.net.URI;

/**
 * One merchant terminal at Behpardakht Mellat.
 *
 * @param name     of the gateway in the hub
 * @param terminal number that the bank gave
 * @param soap     where the bank is called; the merchant's login goes inside the message
 * @param page     where the payer's browser goes
 */
record Settings(String name, long terminal, String user, String password, SoapEndpoint soap, URI page) {

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (terminal " + terminal + " at " + soap + ")";
    }
}
