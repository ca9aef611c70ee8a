package city.pishkhan.cluster.internal;

import city.pishkhan.api.cluster.SharedKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A node's keys against those of the city. */
final class KeyComparison {
    private KeyComparison() {}

    /**
     * A key that a node has unlike the city's.
     *
     * @param wanted fingerprint of the city's
     */
    record Unlike(SharedKey key, String wanted) {}

    /** What the city's key is; empty if it has none yet, and this node none to register. */
    static Optional<String> wanted(SharedKey key, Map<String, String> registered) {
        return Optional.ofNullable(key.expected() != null ? key.expected() : registered.get(key.purpose()))
                .filter(fingerprint -> !fingerprint.isEmpty());
    }

    /** @param registered purpose to fingerprint */
    static List<Unlike> unlike(List<SharedKey> keys, Map<String, String> registered) {
        return keys.stream()
                .map(key -> wanted(key, registered)
                        .filter(wanted -> !wanted.equals(key.fingerprint()))
                        .map(wanted -> new Unlike(key, wanted))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }
}
