package city.pishkhan.api.security;

import java.util.List;
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

    /**
     * Result of {@link #wrapMasters}.
     *
     * @param kek id of the key-encryption key that now wraps all master keys of this node
     * @param files names of the master keys' files
     */
    record WrappedMasters(String kek, List<String> files) {}

    /**
     * Wraps the master keys of this node with its current key-encryption key; data and data keys do not change. May be repeated
     * after an interruption. The caller records it in the journal.
     *
     * @throws Refusal FORBIDDEN for a caller who is not an operator
     * @throws IllegalStateException if a key-encryption key is missing; the message names it
     */
    WrappedMasters wrapMasters(Caller operator);

    /** Number of data keys by fingerprint of their master key; the newest last. */
    Map<String, Long> masters();
}
