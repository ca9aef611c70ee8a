package city.pishkhan.api.security;

import java.util.Map;

/** The master keys under which the {@link Vault} keeps its data keys: what an operator does with them. */
public interface VaultKeys {

    /**
     * @param master  fingerprint of the key that wraps all others now
     * @param keys   number of data keys that were wrapped anew
     */
    record Rewrapped(String master, long keys) {}

    /**
     * Wraps all data keys by the newest master key: the configured one, or else one that is made now. Nothing that is sealed changes. May be
     * repeated when it was broken off, and runs beside the hub's work; earlier master keys are needed until it is done.
     * The caller journals it.
     *
     * @throws Refusal FORBIDDEN for who is no operator
     */
    Rewrapped rewrap(Caller operator);

    /** Fingerprint of each master key to the number of data keys that it wraps; the newest last. */
    Map<String, Long> masters();
}
