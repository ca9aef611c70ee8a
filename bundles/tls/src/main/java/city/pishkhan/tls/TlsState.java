package city.pishkhan.tls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Published while HTTPS is configured. */
public interface TlsState {

    /**
     * A certificate that the hub shows, or a certificate authority that it trusts.
     *
     * @param name    {@code server:<alias>} or {@code trusted:<alias>}
     * @param expires when it is no longer valid
     */
    record Dated(String name, Instant expires) {}

    /** All certificates in use, the one that expires first first. */
    List<Dated> certificates();

    /** Why there is no HTTPS although it is configured; empty if there is. */
    Optional<String> problem();

    /** What will be a problem within the configured number of days, or is one already: the certificate that expires first. */
    Optional<Dated> expiring();
}
