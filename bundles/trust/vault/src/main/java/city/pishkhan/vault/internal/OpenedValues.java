package city.pishkhan.vault.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Cache of recently decrypted short values, because consecutive steps of a case decrypt the same names. It is only used by
 * callers that have the key, so that values of a destroyed key are not returned.
 */
final class OpenedValues {
    private static final int LONGEST = 500;

    private final int most;
    private final long lifeNanos;
    private final Map<Sealed, Kept> values = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sealed, Kept> eldest) {
            return size() > most;
        }
    };

    private record Kept(String text, long since) {}

    /** Key of the cache: the context and all encrypted bytes, so that an altered value is not found. */
    private record Sealed(String bound, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Sealed sealed && bound.equals(sealed.bound) && Arrays.equals(bytes, sealed.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * bound.hashCode() + Arrays.hashCode(bytes);
        }
    }

    OpenedValues(int most, Duration life) {
        this.most = most;
        this.lifeNanos = life.toNanos();
    }

    synchronized Optional<String> get(String bound, byte[] sealed) {
        return Optional.ofNullable(values.get(new Sealed(bound, sealed)))
                .filter(kept -> System.nanoTime() - kept.since < lifeNanos)
                .map(Kept::text);
    }

    synchronized void put(String bound, byte[] sealed, String text) {
        if (text.length() <= LONGEST) {
            values.put(new Sealed(bound, sealed.clone()), new Kept(text, System.nanoTime()));
        }
    }

    synchronized void clear() {
        values.clear();
    }
}
