package city.pishkhan.access.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tokens that were found to be ours lately: a caller sends the same one with each of its calls, and its signature does not change. Only
 * good ones are kept, whole: another text is another token. Whether one is still in time, and its login still counts, is asked at each call.
 */
final class ReadTokens {
    private static final int MOST = 1_000;

    /** What is signed. */
    record Signed(RealmLogin.Known known, Instant issued, Instant end) {}

    private final Map<String, Signed> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Signed> eldest) {
            return size() > MOST;
        }
    };

    /** @param reader of a token that is not known */
    Optional<Signed> of(String token, Function<String, Optional<Signed>> reader) {
        Signed before;
        synchronized (read) {
            before = read.get(token);
        }
        if (before != null) {
            return Optional.of(before);
        }
        // not under the lock: others shall not wait for a signature
        Optional<Signed> found = reader.apply(token);
        found.ifPresent(signed -> {
            synchronized (read) {
                read.put(token, signed);
            }
        });
        return found;
    }
}
