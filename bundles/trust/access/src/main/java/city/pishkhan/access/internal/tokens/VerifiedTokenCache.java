package city.pishkhan.access.internal.tokens;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cache of verified tokens, because a caller sends the same token with each request. Only valid tokens are kept, by their full
 * text. Expiry and the login's state are still checked at each call.
 */
final class VerifiedTokenCache {
    private static final int MOST = 1_000;

    /** The signed content of a token. */
    record Signed(KnownLogin known, Instant issued, Instant end) {}

    private final Map<String, Signed> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Signed> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Returns the cached content of a token.
     *
     * @param reader verifies a token that is not cached
     */
    Optional<Signed> get(String token, Function<String, Optional<Signed>> reader) {
        Signed before;
        synchronized (read) {
            before = read.get(token);
        }
        if (before != null) {
            return Optional.of(before);
        }
        // outside the lock, so that other threads do not wait for the verification
        Optional<Signed> found = reader.apply(token);
        found.ifPresent(signed -> {
            synchronized (read) {
                read.put(token, signed);
            }
        });
        return found;
    }
}
