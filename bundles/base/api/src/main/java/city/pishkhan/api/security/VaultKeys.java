package city.pishkhan.api.security;

import java.util.Map;

/** Administration of the master keys that encrypt the data keys of the {@link Vault}. */
public interface VaultKeys {

    /**
     * Result of {@link #rewrap}.
     *
     * @param master fingerprint of the key that now wraps all data keys
     * @param keys   number of data keys that were wrapped again
     */
    record Rewrapped(String master, long keys) {}

    /**
     * Wraps all data keys with the newest master key: the configured one, or a new one. Sealed values do not change. Runs while
     * the hub works and may be repeated after an interruption; earlier master keys are needed until it completes. The caller
     * records it in the journal.
     *
     * @throws Refusal FORBIDDEN for a caller who is not an operator
     */
    Rewrapped rewrap(Caller operator);

    /** Number of data keys by fingerprint of their master key; the newest last. */
    Map<String, Long> masters();
}
