package city.pishkhan.access.internal.login;

import city.pishkhan.access.internal.tokens.KnownLogin;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Caches verified credentials for a short time, so that HTTP Basic does not cost a password hash per request. It stores a
 * digest with a key that never leaves the process, not the password.
 */
final class RecentLogins {
    private static final int CAPACITY = 1_000;

    private record CachedLogin(KnownLogin known, Instant until) {}

    private final Clock clock;
    private final Duration life;
    private final SecretKeySpec key;
    private final Map<ByteBuffer, CachedLogin> good = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, CachedLogin> eldest) {
            return size() > CAPACITY;
        }
    };

    RecentLogins(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    Optional<KnownLogin> find(String user, char[] password) {
        ByteBuffer digest = digest(user, password);
        synchronized (good) {
            CachedLogin found = good.get(digest);
            if (found != null && !clock.instant().isBefore(found.until)) {
                good.remove(digest);
                return Optional.empty();
            }
            return Optional.ofNullable(found).map(CachedLogin::known);
        }
    }

    void put(String user, char[] password, KnownLogin known) {
        ByteBuffer digest = digest(user, password);
        synchronized (good) {
            good.put(digest, new CachedLogin(known, clock.instant().plus(life)));
        }
    }

    private ByteBuffer digest(String user, char[] password) {
        ByteBuffer secret = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(secret.duplicate());
            return ByteBuffer.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        } finally {
            Arrays.fill(secret.array(), (byte) 0);
        }
    }
}
