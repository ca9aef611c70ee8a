package city.pishkhan.sessions.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Sessions.Session;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions in a real PostgreSQL database; rows are moved into the past to simulate time. */
class SessionStoreTest {
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204", "expert:1204"), "maryam");
    private static TestStore database;

    private boolean stands = true;
    private final SessionStore here = node(Duration.ofHours(1));

    @BeforeAll
    static void start() {
        database = TestStore.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private SessionStore node(Duration believed) {
        Authenticator authenticator = Stubs.strict(Authenticator.class);
        doAnswer(call -> stands).when(authenticator).isValid(CLERK, "users");
        return new SessionStore(
                database.tx(),
                database.schemas(),
                authenticator,
                Duration.ofMinutes(30),
                Duration.ofHours(10),
                believed);
    }

    private Session open() {
        return here.open(new Authenticator.Token("unused", Instant.now(), CLERK, "users"));
    }

    private static void moveToPast(String column, String interval) {
        database.tx()
                .run(sql -> sql.execute(
                        "update sessions.session set " + column + " = " + column + " - interval '" + interval + "'"));
    }

    @Test
    void findsSessionOnEveryNode() {
        Session session = open();
        assertEquals(Optional.of(CLERK), here.find(session.value()));
        assertEquals(Optional.of(CLERK), node(Duration.ZERO).find(session.value()));
        Duration left = Duration.between(Instant.now(), session.expires());
        assertTrue(
                left.compareTo(Duration.ofHours(10)) <= 0 && left.compareTo(Duration.ofHours(9)) > 0, left::toString);
    }

    @Test
    void doesNotStoreSessionValue() {
        Session session = open();
        String rows = database.tx()
                .required(sql -> sql.createQuery("select string_agg(s::text, ' ') from sessions.session s")
                        .mapTo(String.class)
                        .one());
        assertFalse(rows.contains(session.value()));
    }

    @Test
    void logoutEndsSessionOnEveryNode() {
        Session session = open();
        SessionStore other = node(Duration.ZERO);
        assertTrue(other.find(session.value()).isPresent());
        here.end(session.value());
        assertTrue(here.find(session.value()).isEmpty());
        assertTrue(other.find(session.value()).isEmpty());
        here.end(session.value());
    }

    @Test
    void sessionExpiresWithoutRequests() {
        Session session = open();
        SessionStore other = node(Duration.ZERO);
        moveToPast("seen", "29 minutes");
        assertTrue(other.find(session.value()).isPresent());
        moveToPast("seen", "29 minutes");
        assertTrue(other.find(session.value()).isPresent(), "the call before has kept it");
        moveToPast("seen", "30 minutes");
        assertTrue(other.find(session.value()).isEmpty());
    }

    @Test
    void sessionExpiresAtMaximumAge() {
        Session session = open();
        SessionStore other = node(Duration.ZERO);
        moveToPast("began", "10 hours");
        assertTrue(other.find(session.value()).isEmpty());
        moveToPast("began", "1 day");
        open();
        int old = database.tx().required(sql -> sql.createQuery(
                        "select count(*) from sessions.session where began < now() - interval '34 hours'")
                .mapTo(Integer.class)
                .one());
        assertEquals(0, old);
    }

    @Test
    void removedLoginEndsSession() {
        Session session = open();
        assertTrue(here.find(session.value()).isPresent());
        stands = false;
        assertTrue(here.find(session.value()).isEmpty());
    }

    /** A removed login, or one with a new password, does not regain its session when two people restore the roles. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endedSessionStaysEndedWhenRolesReturn(boolean remembered) {
        Session session = open();
        SessionStore other = remembered ? here : node(Duration.ZERO);
        assertTrue(other.find(session.value()).isPresent());
        stands = false;
        assertTrue(other.find(session.value()).isEmpty());
        stands = true;
        assertTrue(other.find(session.value()).isEmpty());
        assertTrue(node(Duration.ZERO).find(session.value()).isEmpty(), "on no node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --"})
    void rejectsUnknownSessionValues(String value) {
        assertTrue(here.find(value).isEmpty());
    }
}
