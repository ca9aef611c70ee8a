package city.pishkhan.cluster.internal;

import city.pishkhan.api.cluster.SharedKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares a node's keys with those of the city. */
final class KeyComparison {
    private KeyComparison() {}

    /**
     * A key that differs from the city's.
     *
     * @param wanted fingerprint of the city's key
     */
    record DifferingKey(SharedKey key, String wanted) {}

    /** Returns the fingerprint of the city's key; empty if none is registered yet. */
    static Optional<String> cityFingerprint(SharedKey key, Map<String, String> registered) {
        return Optional.ofNullable(key.expected() != null ? key.expected() : registered.get(key.purpose()))
                .filter(fingerprint -> !fingerprint.isEmpty());
    }

    /**
     * Returns the keys that differ.
     *
     * @param registered fingerprints of the city's keys by purpose
     */
    static List<DifferingKey> findDifferences(List<SharedKey> keys, Map<String, String> registered) {
        return keys.stream()
                .map(key -> cityFingerprint(key, registered)
                        .filter(wanted -> !wanted.equals(key.fingerprint()))
                        .map(wanted -> new DifferingKey(key, wanted))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }
}
