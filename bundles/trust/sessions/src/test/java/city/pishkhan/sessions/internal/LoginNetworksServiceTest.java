package city.pishkhan.sessions.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks of logins in a real PostgreSQL database, with two nodes. */
class LoginNetworksServiceTest {
    private static final String CHAIR = "user chair";
    private static final String HOME = "203.0.113.0/24";
    private static final String ELSEWHERE = "198.51.100.0/24";

    private final Hands clock = new Hands();
    private TestStore database;
    private Vault vault;
    private LoginNetworksService one;
    private LoginNetworksService two;

    @BeforeEach
    void start() {
        database = TestStore.start();
        vault = TestVault.create(database.tx(), database.schemas());
        one = node();
        two = node();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private LoginNetworksService node() {
        return new LoginNetworksService(database.tx(), database.schemas(), vault, clock, Runnable::run);
    }

    private long rows() {
        return database.tx().required(sql -> sql.createQuery("select count(*) from sessions.login_network")
                .mapTo(Long.class)
                .one());
    }

    private void daysPass(int days) {
        database.tx()
                .run(sql -> sql.createUpdate("update sessions.login_network set at = at - :days * interval '1 day'")
                        .bind("days", days)
                        .execute());
        clock.now = clock.now.plus(Duration.ofDays(days));
    }

    @Test
    void knownNetworkIsSharedForThirtyDays() {
        assertFalse(two.isKnown(CHAIR, HOME));
        one.recordSuccess(CHAIR, HOME);
        assertTrue(one.isKnown(CHAIR, HOME));
        assertFalse(two.isKnown(CHAIR, HOME), "the answer before is believed for some seconds");
        clock.now = clock.now.plusSeconds(5);
        assertTrue(two.isKnown(CHAIR, HOME));
        assertFalse(two.isKnown(CHAIR, ELSEWHERE) || two.isKnown("user fire", HOME));
        assertTrue(node().isKnown(CHAIR, HOME), "after a restart too");
        daysPass(29);
        assertTrue(one.isKnown(CHAIR, HOME));
        daysPass(2);
        assertFalse(one.isKnown(CHAIR, HOME));
        one.recordSuccess("user fire", HOME);
        assertEquals(1, rows(), "what has lived its time is gone");
    }

    @Test
    void knownNetworkIsHiddenAndWrittenHourly() {
        for (int i = 0; i < 100; i++) {
            one.recordSuccess(CHAIR, HOME);
        }
        database.tx().run(sql -> sql.execute("update sessions.login_network set at = now() - interval '1 day'"));
        one.recordSuccess(CHAIR, HOME);
        assertEquals(1, old(), "not written again");
        clock.now = clock.now.plus(Duration.ofHours(1));
        one.recordSuccess(CHAIR, HOME);
        assertEquals(0, old());
        assertEquals(1, rows());
        String dump = database.tx().required(sql -> sql.createQuery("select n::text from sessions.login_network n")
                .mapTo(String.class)
                .one());
        assertFalse(dump.contains("chair") || dump.contains("203.0.113"), dump);
    }

    private long old() {
        return database.tx().required(sql -> sql.createQuery(
                        "select count(*) from sessions.login_network where at < now() - interval '1 hour'")
                .mapTo(Long.class)
                .one());
    }

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-05-02T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
