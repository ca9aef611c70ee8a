package city.pishkhan.access.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.Roles;
import city.pishkhan.access.internal.tokens.Tokens;
import city.pishkhan.access.internal.users.CallerCheck;
import city.pishkhan.access.internal.users.Passwords;
import city.pishkhan.access.internal.users.PersonDigests;
import city.pishkhan.access.internal.users.PersonDigestsTest;
import city.pishkhan.access.internal.users.UserFiles;
import city.pishkhan.access.internal.users.UsersLoginModule;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.sessions.internal.TestAttempts;
import city.pishkhan.vault.internal.TestVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Password logins through JAAS and the real login module. */
class LoginServiceTest {
    @TempDir
    Path folder;

    private final Hands clock = new Hands();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final LoginNetworks networks = new LoginNetworks() {
        @Override
        public boolean isKnown(String account, String network) {
            return seen.contains(account + " " + network);
        }

        @Override
        public void recordSuccess(String account, String network) {
            seen.add(account + " " + network);
        }
    };
    private final PersonDigests persons = new PersonDigests(PersonDigestsTest.KEY, "");

    private UnaryOperator<Set<String>> foreign = said -> said;
    private TestStore database;
    private Vault vault;
    private AttemptLimiter attempts;
    private LoginService loginService;

    /** A fake directory with roles of users. */
    public static final class Directory implements LoginModule {
        static final AtomicInteger asked = new AtomicInteger();

        private Subject subject;

        @Override
        public void initialize(Subject who, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> options) {
            subject = who;
        }

        @Override
        public boolean login() {
            asked.incrementAndGet();
            return true;
        }

        @Override
        public boolean commit() {
            return subject.getPrincipals()
                    .addAll(List.of(new RolePrincipal("operator"), new RolePrincipal("chair"), new RolePrincipal("x")));
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            return true;
        }
    }

    @BeforeEach
    void users() throws IOException {
        Files.writeString(
                folder.resolve("a.users"),
                "clerk = " + Passwords.hash("right".toCharArray(), 64) + ", office:1204\n" + "idle = "
                        + Passwords.hash("right".toCharArray(), 64) + ", staff\n");
        UsersLoginModule.load(folder, persons);
        database = TestStore.start();
        vault = TestVault.create(database.tx(), database.schemas());
        attempts = TestAttempts.create(database, vault, 1_000, clock::instant);
        loginService = loginService(UsersLoginModule.class);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private LoginService loginService(Class<? extends LoginModule> module) {
        Configuration jaas = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            module.getName(),
                            LoginModuleControlFlag.REQUIRED,
                            Map.of(UsersLoginModule.FOLDER, folder.toString()))
                };
            }
        };
        AttemptLimiter own = attempts;
        return new LoginService(
                new RealmLogin("pishkhan", jaas, said -> foreign.apply(said)),
                new CallerCheck(persons),
                new Tokens(clock, new byte[32], "pishkhan", "doors", Duration.ofMinutes(15)),
                new LoginAttemptLimiter(
                        new LoginAttemptLimiter.Limits(3, 20, 5, Duration.ofMinutes(5)),
                        () -> attempts == null ? null : own,
                        () -> networks),
                new UserLoginLock(Duration.ofMillis(1)),
                Duration.ofSeconds(60),
                clock);
    }

    @Test
    void exchangesLoginForToken() {
        var token = loginService.login("clerk", "right".toCharArray(), "10.0.0.9");
        assertEquals(new Caller("clerk", Set.of("office:1204")), loginService.authenticateToken(token.value()));
        refused(Kind.UNAUTHENTICATED, "login.token", () -> loginService.authenticateToken(token.value() + "x"));
    }

    @Test
    void rejectsWrongPasswordUnknownUserAndMissingRoles() {
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login("clerk", "wrong".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login("nobody", "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login("idle", "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login("clerk\n", "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login(null, "right".toCharArray(), "a"));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login("clerk", new char[0], "a"));
    }

    @Test
    void concurrentGuessesOnTwoNodesShareOneLimit() throws Exception {
        LoginService first = loginService;
        attempts = TestAttempts.create(database, vault, 1_000, clock::instant);
        List<LoginService> nodes = List.of(first, loginService(UsersLoginModule.class));
        ExecutorService guessers = Executors.newFixedThreadPool(48);
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            LoginService node = nodes.get(i % 2);
            guesses.add(() -> {
                Refusal refusal =
                        assertThrows(Refusal.class, () -> node.login("clerk", "wrong".toCharArray(), "203.0.113.9"));
                return refusal.code().equals("login.failed") ? 1 : 0;
            });
        }
        int tried = 0;
        for (Future<Integer> guess : guessers.invokeAll(guesses)) {
            tried += guess.get();
        }
        guessers.shutdown();
        assertEquals(3, tried);
    }

    /**
     * A failure of the directory does not count as a wrong password, so that a failing directory does not lock out its
     * users.
     */
    @Test
    void directoryFailureDoesNotCountAsGuess() {
        loginService = loginService(Directory.class);
        foreign = roles -> {
            throw new IllegalStateException("the directory is away");
        };
        for (int i = 0; i < 5; i++) {
            assertThrows(
                    IllegalStateException.class, () -> loginService.login("chief", "any".toCharArray(), "203.0.113.9"));
        }
        foreign = roles -> Set.of("operator");
        assertEquals(
                "chief",
                loginService
                        .login("chief", "any".toCharArray(), "203.0.113.9")
                        .caller()
                        .principal());
    }

    private void wrong(String user, String address) {
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login(user, "wrong".toCharArray(), address));
    }

    /** @return seconds until the next attempt is permitted */
    private int secondsUntilNextAttempt(String user, String address) {
        Refusal refusal = assertThrows(Refusal.class, () -> loginService.login(user, "right".toCharArray(), address));
        assertEquals("login.locked", refusal.code());
        assertEquals(Kind.TOO_MANY, refusal.kind());
        return refusal.retrySeconds().orElseThrow();
    }

    private void right(String user, String address) {
        assertEquals(
                user,
                loginService
                        .login(user, "right".toCharArray(), address)
                        .caller()
                        .principal());
    }

    @Test
    void delayGrowsWithWrongPasswordsPerNetwork() {
        for (int i = 0; i < 3; i++) {
            wrong("clerk", "10.0.0.1");
        }
        for (int seconds = 1; seconds <= 256; seconds *= 2) {
            assertEquals(seconds, secondsUntilNextAttempt("clerk", "10.0.0.2"), "the same network");
            clock.now = clock.now.plusSeconds(seconds);
            wrong("clerk", "10.0.0.3");
        }
        assertEquals(300, secondsUntilNextAttempt("clerk", "10.0.0.2"), "never longer");
        right("clerk", "10.0.1.2");
        clock.now = clock.now.plusSeconds(300);
        right("clerk", "10.0.0.2");
        wrong("clerk", "10.0.0.2");
        right("clerk", "10.0.0.2");
    }

    /** Five wrong passwords for the chair from other networks must not lock the chair out. */
    @Test
    void guessesElsewhereDoNotBlockKnownNetwork() {
        right("clerk", "10.0.0.1");
        for (int i = 0; i < 3; i++) {
            wrong("clerk", "203.0.113.9");
        }
        right("clerk", "10.0.9.1");
        for (int i = 0; i < 17; i++) {
            wrong("clerk", "203.0." + i + ".9");
        }
        assertEquals(1, secondsUntilNextAttempt("clerk", "203.0.200.9"), "from all networks together");
        right("clerk", "10.0.0.77");
        // wrong passwords from the user's own network or proxy do not lock the user out either
        for (int i = 0; i < 20; i++) {
            wrong("clerk", "10.0.0.99");
        }
        right("clerk", "10.0.0.99");
        for (int i = 0; i < 20; i++) {
            wrong("clerk", "10.0.0.99");
        }
        right("clerk", "10.0.0.1");
        secondsUntilNextAttempt("idle", "10.0.0.1");
    }

    @Test
    void networkTryingManyUsersBlocksUnknownLoginsOnly() {
        right("clerk", "10.0.0.8");
        for (int i = 0; i < 5; i++) {
            wrong("user" + i, "10.0.0.9");
        }
        secondsUntilNextAttempt("other", "10.0.0.9");
        right("clerk", "10.0.0.9");
        seen.clear();
        secondsUntilNextAttempt("clerk", "10.0.0.9");
        right("clerk", "10.0.1.9");
    }

    /** Guesses from a familiar network are checked one after the other, so the right password is still checked. */
    @Test
    void guessesFromKnownNetworkDoNotBlockUser() throws Exception {
        right("clerk", "10.0.0.1");
        for (int i = 0; i < 3; i++) {
            wrong("clerk", "10.0.0.9");
        }
        ExecutorService guessers = Executors.newFixedThreadPool(4);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> guesses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            guesses.add(guessers.submit(() -> {
                while (!over.get()) {
                    assertThrows(Refusal.class, () -> loginService.login("clerk", "wrong".toCharArray(), "10.0.0.9"));
                }
            }));
        }
        right("clerk", "10.0.0.9");
        over.set(true);
        for (Future<?> guess : guesses) {
            guess.get();
        }
        guessers.shutdown();
    }

    @Test
    void acceptsOnlyTokensWhileAttemptsAreUncounted() {
        String token =
                loginService.login("clerk", "right".toCharArray(), "10.0.0.9").value();
        database.close();
        for (String password : List.of("right", "wrong")) {
            refused(
                    Kind.UNAVAILABLE,
                    "storage.unavailable",
                    () -> loginService.login("clerk", password.toCharArray(), "10.0.0.9"));
        }
        attempts = null;
        refused(
                Kind.UNAVAILABLE,
                "login.uncounted",
                () -> loginService.login("clerk", "right".toCharArray(), "10.0.0.9"));
        assertEquals("clerk", loginService.authenticateToken(token).principal());
    }

    @Test
    void basicAuthenticationWorksFromLocalhostOnly() {
        for (String address : new String[] {"127.0.0.1", "0:0:0:0:0:0:0:1", "::1"}) {
            assertEquals(
                    "clerk",
                    loginService
                            .authenticateBasic("clerk", "right".toCharArray(), address)
                            .principal());
        }
        for (String address : new String[] {null, "", "10.0.0.9", "1.127.0.0", "::2", "127.0.0.1.example.org"}) {
            refused(
                    Kind.UNAUTHENTICATED,
                    "login.basic-remote",
                    () -> loginService.authenticateBasic("clerk", "right".toCharArray(), address));
        }
    }

    @Test
    void basicAuthenticationIsCachedForOneMinute() {
        LoginService directory = loginService(Directory.class);
        foreign = said -> said.stream().filter("chair"::equals).collect(Collectors.toSet());
        Directory.asked.set(0);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "maryam",
                    directory
                            .authenticateBasic("maryam", "right".toCharArray(), "::1")
                            .principal());
        }
        assertEquals(1, Directory.asked.get());
        directory.authenticateBasic("maryam", "other".toCharArray(), "::1");
        assertEquals(2, Directory.asked.get(), "it is another password");
        clock.now = clock.now.plusSeconds(60);
        directory.authenticateBasic("maryam", "right".toCharArray(), "::1");
        assertEquals(3, Directory.asked.get());
    }

    /** Logins with the old password end, also after two people have accepted the new one. */
    @Test
    void changedPasswordEndsOldLogins() throws IOException {
        UserFiles files = UsersLoginModule.load(folder, persons);
        var token = loginService.login("clerk", "right".toCharArray(), "::1");
        Caller clerk = loginService.authenticateBasic("clerk", "right".toCharArray(), "::1");
        files.setAcceptance((login, written) -> Set.of());
        Files.writeString(
                folder.resolve("a.users"), "clerk = " + Passwords.hash("other".toCharArray(), 64) + ", office:1204\n");
        Awaitility.await().untilAsserted(() -> assertFalse(loginService.isValid(clerk, token.voucher())));
        files.find("clerk");
        files.setAcceptance((login, written) -> written.roles());
        refused(Kind.UNAUTHENTICATED, "login.token", () -> loginService.authenticateToken(token.value()));
        refused(
                Kind.UNAUTHENTICATED,
                "login.failed",
                () -> loginService.authenticateBasic("clerk", "right".toCharArray(), "::1"));
        assertFalse(loginService.isValid(clerk, token.voucher()), "nor does a session");
        assertEquals(clerk, loginService.authenticateBasic("clerk", "other".toCharArray(), "::1"));
        assertEquals(
                clerk,
                loginService.authenticateToken(loginService
                        .login("clerk", "other".toCharArray(), "::1")
                        .value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%1$s = %2$s, office:2301", "%1$s = %2$s"})
    void removedUserOrRoleEndsTokenAtOnce(String now) throws IOException {
        var token = loginService.login("clerk", "right".toCharArray(), "::1");
        loginService.authenticateBasic("clerk", "right".toCharArray(), "::1");
        Files.writeString(
                folder.resolve("a.users"), now.formatted("clerk", Passwords.hash("right".toCharArray(), 64)) + "\n");
        Awaitility.await()
                .untilAsserted(() -> refused(
                        Kind.UNAUTHENTICATED, "login.token", () -> loginService.authenticateToken(token.value())));
        try {
            Caller caller = loginService.authenticateBasic("clerk", "right".toCharArray(), "::1");
            assertEquals(Set.of("office:2301"), caller.roles());
        } catch (Refusal refusal) {
            assertEquals("login.failed", refusal.code());
        }
    }

    @Test
    void additionalRoleKeepsTokenValid() throws IOException {
        var token = loginService.login("clerk", "right".toCharArray(), "::1");
        String line = Files.readAllLines(folder.resolve("a.users")).get(0);
        Files.writeString(
                folder.resolve("a.users"),
                "other = " + Passwords.hash("right".toCharArray(), 64) + ", office:1\n" + line + ", expert:1204\n");
        Awaitility.await().until(() -> loginService.login("other", "right".toCharArray(), "::1") != null);
        assertEquals(new Caller("clerk", Set.of("office:1204")), loginService.authenticateToken(token.value()));
    }

    /** Roles that a directory gives must be accepted by two people, and end when the acceptance is revoked. */
    @Test
    void directoryGrantsOnlyAcceptedRoles() {
        LoginService directory = loginService(Directory.class);
        foreign = said -> said.stream().filter("chair"::equals).collect(Collectors.toSet());
        var token = directory.login("maryam", "right".toCharArray(), "::1");
        assertEquals(Set.of("chair"), token.caller().roles());
        assertEquals(Set.of("chair"), directory.authenticateToken(token.value()).roles());
        foreign = said -> Set.of();
        refused(Kind.UNAUTHENTICATED, "login.token", () -> directory.authenticateToken(token.value()));
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> directory.login("maryam", "right".toCharArray(), "::1"));
    }

    @Test
    void rejectsConflictingRolesFromDirectory() {
        LoginService directory = loginService(Directory.class);
        refused(Kind.UNAUTHENTICATED, "login.excluded", () -> directory.login("maryam", "right".toCharArray(), "::1"));
        refused(
                Kind.UNAUTHENTICATED,
                "login.excluded",
                () -> directory.authenticateBasic("maryam", "right".toCharArray(), "::1"));
        Caller before = new Caller("maryam", Set.of("operator", "chair"));
        assertFalse(directory.isValid(before, "realm pishkhan"), "nor one of a session from before");
    }

    /** A token contains the person, so that two logins of one person do not count as two people. */
    @Test
    void tokenContainsPersonAndEndsWhenPersonChanges() throws Exception {
        String line = "clerk = " + Passwords.hash("right".toCharArray(), 64) + ", office:1204";
        Files.writeString(folder.resolve("a.users"), line + ", person:0684159414\n");
        var token = loginService.login("clerk", "right".toCharArray(), "::1");
        assertEquals(
                persons.digest("0684159414"),
                loginService.authenticateToken(token.value()).person());
        assertEquals(
                Set.of("office:1204"), UsersLoginModule.rolesOf(token.caller().person()));
        Caller basic = loginService.authenticateBasic("clerk", "right".toCharArray(), "::1");
        assertEquals(token.caller(), basic);
        Files.writeString(folder.resolve("a.users"), line + ", person:0499370899\n");
        Awaitility.await()
                .untilAsserted(() -> refused(
                        Kind.UNAUTHENTICATED, "login.token", () -> loginService.authenticateToken(token.value())));
        assertEquals(
                persons.digest("0499370899"),
                loginService
                        .authenticateBasic("clerk", "right".toCharArray(), "::1")
                        .person());
    }

    @Test
    void newRoleConflictEndsTokenAtOnce() throws IOException {
        String hash = Passwords.hash("right".toCharArray(), 64);
        Files.writeString(
                folder.resolve("a.users"),
                "clerk = " + hash + ", office:1204, person:0684159414\nroot = " + hash
                        + ", person:0499370899, operator\n");
        var clerk = loginService.login("clerk", "right".toCharArray(), "::1");
        var root = loginService.login("root", "right".toCharArray(), "::1");
        Files.writeString(
                folder.resolve("a.users"),
                "clerk = " + hash + ", office:1204, person:0684159414\nroot = " + hash
                        + ", person:0684159414, operator\n");
        Awaitility.await()
                .untilAsserted(() -> refused(
                        Kind.UNAUTHENTICATED, "login.token", () -> loginService.authenticateToken(root.value())));
        assertEquals("clerk", loginService.authenticateToken(clerk.value()).principal(), "who was there goes on");
        refused(Kind.UNAUTHENTICATED, "login.failed", () -> loginService.login("root", "right".toCharArray(), "::1"));
    }

    @Test
    void citizenTokenHasOnlyCitizenRole() {
        UUID person = UUID.randomUUID();
        Authenticator.Token token = loginService.issue(person, "0123456789abcdef0123456789abcdef");
        Caller caller = loginService.authenticateToken(token.value());
        assertEquals("citizen:" + person, caller.principal(), "no digest of a number goes into journals");
        assertEquals(Set.of("citizen:" + person + ".0123456789abcdef0123456789abcdef"), caller.roles());
        assertEquals(Optional.of(person.toString()), caller.citizen());
        assertEquals(Optional.of("0123456789abcdef0123456789abcdef"), caller.citizenNumber());
        assertTrue(caller.roles().stream().allMatch(Roles::isValid));
        clock.now = clock.now.plus(Duration.ofMinutes(16));
        assertThrows(Refusal.class, () -> loginService.authenticateToken(token.value()));
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
