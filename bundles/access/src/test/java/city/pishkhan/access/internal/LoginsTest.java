package city.pishkhan.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Authenticator;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through JAAS and the real login module. */
class LoginsTest {
    @TempDir
    Path folder;

    private final Hands clock = new Hands();
    private Logins logins;

    @BeforeEach
    void users() throws IOException {
        Files.writeString(
                folder.resolve("a.users"),
                "clerk = " + Passwords.hash("right".toCharArray(), 64) + ", office:1204\n" + "idle = "
                        + Passwords.hash("right".toCharArray(), 64) + ", staff\n");
        Configuration jaas = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            UsersLoginModule.class.getName(),
                            LoginModuleControlFlag.REQUIRED,
                            Map.of(UsersLoginModule.FOLDER, folder.toString()))
                };
            }
        };
        logins = new Logins(
                new RealmLogin("pishkhan", jaas),
                new Tokens(clock, new byte[32], "pishkhan", "doors", Duration.ofMinutes(15)),
                new Logins.Limits(3, 5, Duration.ofMinutes(5), Duration.ofSeconds(60)),
                clock);
    }

    @Test
    void exchangesALoginForAToken() {
        var token = logins.login("clerk", "right".toCharArray(), "10.0.0.9");
        assertEquals(new Caller("clerk", Set.of("office:1204")), logins.token(token.value()));
        refused(Kind.UNAUTHENTICATED, "login.token", () -> logins.token(token.value() + "x"));
    }

    @Test
    void refusesWrongUnknownAndRoleless() {
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login("clerk", "wrong".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login("nobody", "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login("idle", "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login("clerk\n", "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login(null, "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login("clerk", new char[0], "a"));
    }

    @Test
    void locksAUserForAWhile() {
        for (int i = 0; i < 3; i++) {
            refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login("clerk", "wrong".toCharArray(), "a"));
        }
        refused(Kind.TOO_MANY, "login.locked", () -> logins.login("clerk", "right".toCharArray(), "b"));
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertEquals(
                "clerk",
                logins.login("clerk", "right".toCharArray(), "b").caller().principal());
    }

    @Test
    void blocksAnAddressThatTriesManyUsers() {
        for (int i = 0; i < 5; i++) {
            String user = "user" + i;
            refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.login(user, "x".toCharArray(), "10.0.0.9"));
        }
        refused(Kind.TOO_MANY, "login.locked", () -> logins.login("clerk", "right".toCharArray(), "10.0.0.9"));
        assertEquals(
                "clerk",
                logins.login("clerk", "right".toCharArray(), "10.0.0.8")
                        .caller()
                        .principal());
    }

    @Test
    void basicIsForThisMachine() {
        for (String address : new String[] {"127.0.0.1", "0:0:0:0:0:0:0:1", "::1"}) {
            assertEquals(
                    "clerk",
                    logins.basic("clerk", "right".toCharArray(), address).principal());
        }
        for (String address : new String[] {null, "", "10.0.0.9", "1.127.0.0", "::2", "127.0.0.1.example.org"}) {
            refused(
                    Kind.UNAUTHENTICATED,
                    "login.basic-remote",
                    () -> logins.basic("clerk", "right".toCharArray(), address));
        }
    }

    @Test
    void basicIsBelievedForAMinute() throws IOException {
        logins.basic("clerk", "right".toCharArray(), "::1");
        Files.writeString(
                folder.resolve("a.users"), "clerk = " + Passwords.hash("other".toCharArray(), 64) + ", office:1204\n");
        assertEquals(
                "clerk", logins.basic("clerk", "right".toCharArray(), "::1").principal());
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.basic("clerk", "wrong".toCharArray(), "::1"));
        clock.now = clock.now.plusSeconds(60);
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> logins.basic("clerk", "right".toCharArray(), "::1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%1$s = %2$s, office:2301", "%1$s = %2$s"})
    void whoLeavesOrLosesARoleIsRefusedAtOnce(String now) throws IOException {
        var token = logins.login("clerk", "right".toCharArray(), "::1");
        logins.basic("clerk", "right".toCharArray(), "::1");
        Files.writeString(
                folder.resolve("a.users"), now.formatted("clerk", Passwords.hash("right".toCharArray(), 64)) + "\n");
        Awaitility.await()
                .untilAsserted(() -> refused(Kind.UNAUTHENTICATED, "login.token", () -> logins.token(token.value())));
        try {
            Caller caller = logins.basic("clerk", "right".toCharArray(), "::1");
            assertEquals(Set.of("office:2301"), caller.roles());
        } catch (Refusal refusal) {
            assertEquals("login.failed", refusal.code());
        }
    }

    @Test
    void whoGetsOneMoreRoleStaysLoggedIn() throws IOException {
        var token = logins.login("clerk", "right".toCharArray(), "::1");
        Files.writeString(
                folder.resolve("a.users"),
                "other = " + Passwords.hash("right".toCharArray(), 64) + ", office:1\nclerk = "
                        + Passwords.hash("right".toCharArray(), 64) + ", office:1204, expert:1204\n");
        Awaitility.await().until(() -> logins.login("other", "right".toCharArray(), "::1") != null);
        assertEquals(new Caller("clerk", Set.of("office:1204")), logins.token(token.value()));
    }

    @Test
    void forgetsTheLongestUnusedKey() {
        Throttle throttle = new Throttle(clock, 1, Duration.ofHours(1));
        for (int i = 0; i <= 10_000; i++) {
            throttle.failed("key" + i);
        }
        assertTrue(throttle.blocked("key1"));
        assertEquals(false, throttle.blocked("key0"));
    }

    @Test
    void aCitizenGetsATokenOfItsOwnRoleAlone() {
        UUID person = UUID.randomUUID();
        Authenticator.Token token = logins.issue(person, "0123456789abcdef0123456789abcdef");
        Caller caller = logins.token(token.value());
        assertEquals("citizen:" + person, caller.principal(), "no digest of a number goes into journals");
        assertEquals(Set.of("citizen:" + person + ".0123456789abcdef0123456789abcdef"), caller.roles());
        assertEquals(Optional.of(person.toString()), caller.citizen());
        assertEquals(Optional.of("0123456789abcdef0123456789abcdef"), caller.citizenNumber());
        assertTrue(caller.roles().stream().allMatch(Roles::known));
        clock.now = clock.now.plus(Duration.ofMinutes(16));
        assertThrows(Refusal.class, () -> logins.token(token.value()));
    }

    private static void refused(Kind kind, String code, Runnable call) {
        Refusal refusal = assertThrows(Refusal.class, call::run);
        assertEquals(kind, refusal.kind());
        assertEquals(code, refusal.code());
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
