package city.pishkhan.sessions.internal;

import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.startup.DetachedThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link LoginNetworks} in the database. Recent results are cached, so that neither a caller who logs in with every
 * message nor an attacker causes a statement each time.
 */
@Component(service = LoginNetworks.class)
public final class LoginNetworksService implements LoginNetworks {
    private static final Logger LOG = LoggerFactory.getLogger(LoginNetworksService.class);
    private static final Duration BELIEVED = Duration.ofHours(1);
    /** How long a network is cached as unknown: the maximum delay until a successful login on another node is visible here. */
    private static final Duration NEGATIVE_CACHE_TTL = Duration.ofSeconds(5);

    private static final int REMEMBERED = 10_000;
    private static final int WAITING = 1_000;

    private final LoginNetworkRepository rows;
    private final Vault vault;
    private final Clock clock;
    private final Executor writer;
    private final Map<String, Answer> answers = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Answer(boolean known, Instant until) {}

    @Activate
    public LoginNetworksService(@Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault) {
        this(tx, schemas, vault, Clock.systemUTC(), thread());
    }

    LoginNetworksService(Tx tx, Schemas schemas, Vault vault, Clock clock, Executor writer) {
        schemas.migrate(SessionStore.class, "sessions");
        this.rows = new LoginNetworkRepository(tx);
        this.vault = vault;
        this.clock = clock;
        this.writer = writer;
    }

    /** Writes in the background. When the queue is full, the write is dropped; the next login tries again. */
    private static ThreadPoolExecutor thread() {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                DetachedThreads.named("login-networks"),
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    @Deactivate
    public void stop() {
        if (writer instanceof ThreadPoolExecutor thread) {
            thread.shutdown();
        }
    }

    @Override
    public boolean isKnown(String account, String network) {
        String id = id(account, network);
        Answer before = cached(id);
        if (before != null) {
            return before.known;
        }
        try {
            boolean isKnown = rows.isKnown(id);
            cache(id, isKnown, isKnown ? BELIEVED : NEGATIVE_CACHE_TTL);
            return isKnown;
        } catch (RuntimeException e) {
            IncidentLog.warn(
                    LoginNetworksService.class, "Earlier networks of a login cannot be read: {}", e.toString());
            return false;
        }
    }

    @Override
    public void recordSuccess(String account, String network) {
        String id = id(account, network);
        Answer before = cached(id);
        if (before != null && before.known) {
            return;
        }
        cache(id, true, BELIEVED);
        writer.execute(() -> write(id));
    }

    private void write(String id) {
        try {
            rows.put(id);
        } catch (RuntimeException e) {
            evict(id);
            IncidentLog.warn(LoginNetworksService.class, "The network of a login cannot be stored: {}", e.toString());
        }
    }

    private String id(String account, String network) {
        return vault.index("login of " + account + " from " + network);
    }

    private @Nullable Answer cached(String id) {
        synchronized (answers) {
            Answer answer = answers.get(id);
            return answer == null || !clock.instant().isBefore(answer.until) ? null : answer;
        }
    }

    private void cache(String id, boolean known, Duration life) {
        synchronized (answers) {
            answers.put(id, new Answer(known, clock.instant().plus(life)));
        }
    }

    private void evict(String id) {
        synchronized (answers) {
            answers.remove(id);
        }
    }
}
