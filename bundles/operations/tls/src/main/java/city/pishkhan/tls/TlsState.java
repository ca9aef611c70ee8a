package city.pishkhan.tls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** State of HTTPS; published while HTTPS is configured. */
public interface TlsState {

    /**
     * A certificate of the hub, or of a certificate authority that it trusts.
     *
     * @param name {@code server:<alias>} or {@code trusted:<alias>}
     * @param expires end of its validity
     */
    record Dated(String name, Instant expires) {}

    /** All certificates in use, sorted by expiry. */
    List<Dated> certificates();

    /** The reason why HTTPS is configured but not available; empty if it is available. */
    Optional<String> problem();

    /** The first certificate that has expired or will expire within the configured number of days. */
    Optional<Dated> expiring();
}
