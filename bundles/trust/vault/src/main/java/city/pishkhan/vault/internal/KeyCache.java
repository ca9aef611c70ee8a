package city.pishkhan.vault.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Cache of recently used unwrapped keys, limited in number and time, because another node may destroy a key. */
final class KeyCache {
    private final int most;
    private final long lifeNanos;
    private final Map<UUID, Kept> keys = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
            return size() > most;
        }
    };

    private record Kept(@Nullable SecretKey key, long since) {}

    KeyCache(int most, Duration life) {
        this.most = most;
        this.lifeNanos = life.toNanos();
    }

    synchronized Optional<SecretKey> get(@Nullable UUID owner) {
        return Optional.ofNullable(keys.get(owner))
                .filter(kept -> System.nanoTime() - kept.since < lifeNanos)
                .map(Kept::key);
    }

    synchronized void put(@Nullable UUID owner, @Nullable SecretKey key) {
        keys.put(owner, new Kept(key, System.nanoTime()));
    }

    synchronized void remove(UUID owner) {
        keys.remove(owner);
    }

    synchronized void clear() {
        keys.clear();
    }
}
