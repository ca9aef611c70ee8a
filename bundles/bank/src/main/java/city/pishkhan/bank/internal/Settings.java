package city.pishkhan.bank.internal;

import java.net.URI;
import java.time.Duration;

/**
 * One merchant terminal at Behpardakht Mellat.
 *
 * @param name     of the gateway in the hub
 * @param terminal number that the bank gave
 * @param url      of the SOAP port
 * @param page     where the payer's browser goes
 * @param connect  longest time until the connection stands
 * @param receive  longest time until the answer is there
 */
record Settings(
        String name,
        long terminal,
        String user,
        String password,
        URI url,
        URI page,
        Duration connect,
        Duration receive) {

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (terminal " + terminal + " at " + url + ")";
    }
}
