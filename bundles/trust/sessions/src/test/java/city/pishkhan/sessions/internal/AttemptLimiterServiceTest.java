package city.pishkhan.sessions.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.AttemptLimiter.Limit;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limiter on a real PostgreSQL database, with two nodes. */
class AttemptLimiterServiceTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final List<Map<String, ?>> journaled = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-25T08:30:00Z");
    private TestStore database;
    private Vault vault;
    private AttemptLimiterService one;
    private AttemptLimiterService two;

    @BeforeEach
    void start() {
        database = TestStore.start();
        vault = TestVault.create(database.tx(), database.schemas());
        one = node();
        two = node();
    }

    private AttemptLimiterService node() {
        AttemptLimiterService node = (AttemptLimiterService) TestAttempts.create(database, vault, 10, () -> now);
        node.journal = (event, actor, details) -> journaled.add(details);
        return node;
    }

    @AfterEach
    void stop() {
        one.stop();
        two.stop();
        database.close();
    }

    private static List<Limit> five() {
        return List.of(Limit.window("codes from here", 5, WINDOW).strict(2));
    }

    private boolean tryReserve(AttemptLimiter node, List<Limit> limits) {
        return node.reserve(Kind.PASSWORD, limits).isPermitted();
    }

    @Test
    void concurrentReservationsOnTwoNodesShareLimit() throws Exception {
        for (List<Limit> limits : List.of(
                List.of(Limit.window("a", 5, WINDOW), Limit.window("b", 50, WINDOW)),
                List.of(Limit.growing("d", 50, WINDOW), Limit.growing("c", 5, WINDOW)))) {
            assertEquals(5, atOnce(limits));
        }
        String counts = database.tx().required(sql -> sql.createQuery(
                        "select string_agg(count::text, ' ' order by count, kind)" + " from sessions.attempt")
                .mapTo(String.class)
                .one());
        assertEquals("5 5 5 5 10", counts, "a refused attempt is counted nowhere");
    }

    private int atOnce(List<Limit> limits) throws Exception {
        ExecutorService guessers = Executors.newFixedThreadPool(48);
        List<Callable<Boolean>> guesses = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            AttemptLimiter node = i % 2 == 0 ? one : two;
            guesses.add(() -> tryReserve(node, limits));
        }
        int permitted = 0;
        for (Future<Boolean> guess : guessers.invokeAll(guesses)) {
            permitted += guess.get() ? 1 : 0;
        }
        guessers.shutdown();
        return permitted;
    }

    @Test
    void windowExpiresAndReleasedAttemptsDoNotCount() {
        for (int i = 0; i < 20; i++) {
            Attempt right = one.reserve(Kind.PASSWORD, five());
            assertTrue(right.isPermitted());
            right.release();
        }
        for (int i = 0; i < 5; i++) {
            assertTrue(tryReserve(i % 2 == 0 ? one : two, five()));
            now = now.plusSeconds(60);
        }
        Attempt sixth = two.reserve(Kind.PASSWORD, five());
        assertEquals(Duration.ofMinutes(5), sixth.delay());
        sixth.release();
        assertFalse(tryReserve(one, five()), "what was not permitted takes nothing back");
        now = now.plus(Duration.ofMinutes(5));
        assertTrue(tryReserve(one, five()));
    }

    @Test
    void delaysGrowAndSuccessClearsThem() {
        List<Limit> limits = List.of(
                Limit.growing("pair", 3, Duration.ofMinutes(5)).clearedBySuccess(),
                Limit.growing("user", 4, Duration.ofMinutes(5)));
        for (int i = 0; i < 3; i++) {
            assertTrue(tryReserve(one, limits));
        }
        assertEquals(Duration.ofSeconds(1), two.reserve(Kind.PASSWORD, limits).delay());
        now = now.plusSeconds(1);
        Attempt right = two.reserve(Kind.PASSWORD, limits);
        assertTrue(right.isPermitted());
        assertEquals(Duration.ofSeconds(2), one.reserve(Kind.PASSWORD, limits).delay());
        right.release();
        assertTrue(tryReserve(one, limits), "the pair starts at zero, the user has three");
        assertEquals(Duration.ofSeconds(1), one.reserve(Kind.PASSWORD, limits).delay(), "of the user");
        assertTrue(one.reserveAnyway(Kind.PASSWORD, limits).isPermitted());
        assertEquals(Duration.ofSeconds(2), one.reserve(Kind.PASSWORD, limits).delay());
        now = now.plusSeconds(2).plus(Duration.ofMinutes(5));
        for (int i = 0; i < 3; i++) {
            assertTrue(tryReserve(two, limits), "forgotten");
        }
    }

    @Test
    void raisesAlarmOnceAboveTotalAndTightensLimits() {
        for (int i = 0; i < 9; i++) {
            assertTrue(tryReserve(one, List.of(Limit.window("network " + i, 5, WINDOW))));
        }
        Attempt right = one.reserve(Kind.PASSWORD, List.of(Limit.window("network r", 5, WINDOW)));
        assertTrue(one.isAlarmed(Kind.PASSWORD));
        right.release();
        assertFalse(two.isAlarmed(Kind.PASSWORD), "the tenth was right");
        assertEquals(List.of(), two.warnings());
        assertTrue(tryReserve(one, five()));
        assertTrue(two.isAlarmed(Kind.PASSWORD));
        assertFalse(two.isAlarmed(Kind.CODE));
        assertTrue(tryReserve(two, five()));
        assertFalse(tryReserve(two, five()), "two are free now, not five");
        HealthWarning warning = two.warnings().get(0);
        assertEquals("guessing password " + now, warning.kind() + " " + warning.subject() + " " + warning.since());
        assertFalse(warning.remedy().english().isEmpty()
                || warning.remedy().persian().isEmpty());
        assertFalse(warning.effect().english().isEmpty()
                || warning.effect().persian().isEmpty());
        assertEquals(Map.of("kind", "password", "limit", 10), journaled.get(journaled.size() - 1));
        int before = journaled.size();
        now = now.plus(Duration.ofMinutes(30));
        tryReserve(one, List.of(Limit.window("network z", 5, WINDOW)));
        assertTrue(one.isAlarmed(Kind.PASSWORD), "for an hour");
        now = now.plus(Duration.ofMinutes(31));
        assertFalse(one.isAlarmed(Kind.PASSWORD));
        assertEquals(before, journaled.size());
        for (int i = 0; i < 5; i++) {
            assertTrue(tryReserve(two, five()));
        }
    }

    @Test
    void rowsContainNoNamesAndExpire() {
        tryReserve(one, List.of(Limit.window("password of chair from 203.0.113.0/24", 5, WINDOW)));
        String rows = database.tx()
                .required(sql -> sql.createQuery("select string_agg(a::text, ' ') from sessions.attempt a")
                        .mapTo(String.class)
                        .one());
        assertFalse(rows.contains("chair") || rows.contains("203.0"), rows);
        AttemptRepository repository = new AttemptRepository(database.tx(), () -> now);
        database.tx().run(sql -> sql.execute("update sessions.attempt set expires = now() - interval '2 hours'"));
        repository.expire();
        long left = database.tx().required(sql -> sql.createQuery("select count(*) from sessions.attempt")
                .mapTo(Long.class)
                .one());
        assertEquals(0, left);
    }

    @Test
    void permitsNothingWithoutDatabase() {
        database.close();
        Refusal refusal = assertThrows(Refusal.class, () -> one.reserve(Kind.PASSWORD, five()));
        assertEquals(Refusal.Kind.UNAVAILABLE, refusal.kind());
    }

    /** Limits use the database's clock, as in the hub, not the clock of the node. */
    @Test
    void limitsUseDatabaseClock() {
        AttemptLimiter node = TestAttempts.create(database, vault);
        for (int i = 0; i < 5; i++) {
            assertTrue(tryReserve(node, five()));
        }
        Duration delay = node.reserve(Kind.PASSWORD, five()).delay();
        assertTrue(delay.compareTo(WINDOW) <= 0 && delay.compareTo(Duration.ofMinutes(9)) > 0, delay::toString);
    }
}
