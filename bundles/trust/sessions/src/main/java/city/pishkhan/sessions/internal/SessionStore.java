package city.pishkhan.sessions.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Sessions;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Sessions in the database, cached for a few seconds so that the requests of one page cause one query. */
@Component(service = Sessions.class, configurationPid = "city.pishkhan.sessions")
@Designate(ocd = SessionStore.Config.class)
public final class SessionStore implements Sessions {

    /** PID {@code city.pishkhan.sessions}. */
    @ObjectClassDefinition(name = "Pishkhan sessions")
    @interface Config {
        @AttributeDefinition(description = "Minutes without a request after which a session ends")
        int idle_minutes() default 30;

        @AttributeDefinition(description = "Maximum length of a session, in hours")
        int hours() default 10;

        @AttributeDefinition(
                description =
                        "Seconds for which a session is cached; a log-out takes effect on other nodes after this time")
        int cache_seconds() default 5;
    }

    private static final int BYTES = 32;
    private static final int REMEMBERED = 5_000;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final Authenticator authenticator;
    private final SessionRepository rows;
    private final long believedNanos;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Duration idle;

    private record Known(SessionRepository.Row row, long nanos) {}

    @Activate
    public SessionStore(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Authenticator authenticator, Config config) {
        this(
                tx,
                schemas,
                authenticator,
                Duration.ofMinutes(config.idle_minutes()),
                Duration.ofHours(config.hours()),
                Duration.ofSeconds(config.cache_seconds()));
    }

    SessionStore(Tx tx, Schemas schemas, Authenticator authenticator, Duration idle, Duration life, Duration believed) {
        schemas.migrate(SessionStore.class, "sessions");
        this.authenticator = authenticator;
        this.rows = new SessionRepository(tx, idle, life);
        this.idle = idle;
        this.believedNanos = believed.toNanos();
    }

    @Override
    public Session open(Authenticator.Token login) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new Session(value, rows.add(Sha256.hex(value), login), login.caller());
    }

    @Override
    public Duration idle() {
        return idle;
    }

    @Override
    public Optional<Caller> find(String value) {
        if (!VALUE.matcher(value).matches()) {
            return Optional.empty();
        }
        String id = Sha256.hex(value);
        Optional<SessionRepository.Row> row = row(id);
        if (row.isPresent()
                && !authenticator.isValid(row.get().caller(), row.get().voucher())) {
            // the session ends for good: if the login later regains its roles, an old session must not become valid
            // again
            callDatabase(() -> {
                endSession(id);
                return null;
            });
            return Optional.empty();
        }
        return row.map(SessionRepository.Row::caller);
    }

    private Optional<SessionRepository.Row> row(String id) {
        synchronized (known) {
            Known before = known.get(id);
            if (before != null && System.nanoTime() - before.nanos < believedNanos) {
                return Optional.of(before.row);
            }
        }
        Optional<SessionRepository.Row> found = callDatabase(() -> rows.touch(id));
        synchronized (known) {
            found.ifPresentOrElse(r -> known.put(id, new Known(r, System.nanoTime())), () -> known.remove(id));
        }
        return found;
    }

    private static <T> T callDatabase(Supplier<T> database) {
        try {
            return database.get();
        } catch (JdbiException e) {
            Refusal unavailable = Refusal.of(Refusal.Kind.UNAVAILABLE, "storage.unavailable", null);
            unavailable.initCause(e);
            throw unavailable;
        }
    }

    @Override
    public void end(String value) {
        endSession(Sha256.hex(value));
    }

    private void endSession(String id) {
        rows.end(id);
        synchronized (known) {
            known.remove(id);
        }
    }
}
