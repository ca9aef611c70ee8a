package city.pishkhan.citizenlogin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.sessions.internal.TestAttempts;
import city.pishkhan.spi.NumberOwnership;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import city.pishkhan.vault.internal.TestVault;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests one-time codes on a real PostgreSQL database. */
class CitizenLoginsTest {
    private static final String KNOWN = "0499370899";
    private static final String STRANGER = "0790419904";
    private static final String MOBILE = "09022002580";
    private static final UUID PERSON = new UUID(1, 1);
    private static final String HERE = "192.0.2.7";
    private static final String ELSEWHERE = "198.51.100.9";
    private static final int TOTAL = 80;
    private static final CodeLimits LIMITS = new CodeLimits(Duration.ofSeconds(180), 5, 3, 10, 30, 60, 30);

    private final List<TextMessage> phones = new CopyOnWriteArrayList<>();
    private final AtomicInteger troubles = new AtomicInteger();
    private final List<UUID> cases = new ArrayList<>();
    private final Map<UUID, String> mobiles = new HashMap<>();
    private final FakeJournal journal = new FakeJournal();
    private TestStore database;
    private Vault vault;
    private ProofRegister proofs;
    private CitizenLogins logins;

    private final TextSender sender = new TextSender() {
        @Override
        public String name() {
            return "sms";
        }

        @Override
        public String send(TextMessage message) {
            if (troubles.getAndDecrement() > 0) {
                throw new PartnerUnavailable("sms: HTTP 500");
            }
            phones.add(message);
            return null;
        }
    };

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

    /** persons added by a login */
    private final Map<String, UUID> admitted = new ConcurrentHashMap<>();

    private final Persons persons = new Persons() {
        @Override
        public Optional<UUID> find(String id) {
            return id.equals(KNOWN) ? Optional.of(PERSON) : Optional.ofNullable(admitted.get(id));
        }

        @Override
        public UUID register(String id) {
            return admitted.computeIfAbsent(id, key -> UUID.randomUUID());
        }

        @Override
        public Optional<String> mobile(UUID person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String number(UUID person, String mobile) {
            return Sha256.hex(mobile).substring(0, 32);
        }

        @Override
        public Map<UUID, List<Party>> ofCases(Collection<UUID> cases) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Party> ofCase(UUID caseId) {
            return List.of(
                    new Party(new UUID(1, 2), "owner", "رضا", "09120000000", false),
                    new Party(PERSON, "co-owner", "مریم", mobiles.get(caseId), false));
        }

        @Override
        public List<UUID> cases(UUID person) {
            List<UUID> newestFirst = new ArrayList<>(cases);
            java.util.Collections.reverse(newestFirst);
            return newestFirst;
        }
    };

    @BeforeEach
    void start() {
        database = TestStore.start();
        vault = TestVault.create(database.tx(), database.schemas());
        proofs = new ProofRegister(
                database.tx(),
                database.schemas(),
                vault,
                journal,
                Duration.ofDays(365),
                Duration.ofHours(72),
                "شماره دیگری آمد");
        logins = node();
        addCase(MOBILE);
    }

    private CitizenLogins node() {
        return node(LIMITS);
    }

    private CitizenLogins node(CodeLimits limits) {
        CitizenLogins node = new CitizenLogins(
                database.tx(),
                vault,
                persons,
                (person, number) -> new Authenticator.Token(
                        "t",
                        Instant.MAX,
                        new Caller("citizen:" + person, Set.of(Caller.citizenRole(person, number))),
                        "codes"),
                networks,
                TestAttempts.create(database, vault, TOTAL, () -> null),
                proofs,
                new FakeTracking(),
                journal,
                limits,
                "کد: {code}",
                20);
        node.sender = sender;
        return node;
    }

    @AfterEach
    void stop() {
        logins.stop();
        proofs.stop();
        database.close();
    }

    private void addCase(String mobile) {
        UUID id = new UUID(7, cases.size());
        cases.add(id);
        mobiles.put(id, mobile);
    }

    private String code() {
        return code(null, HERE);
    }

    private String code(String mobile, String address) {
        int before = phones.size();
        assertEquals(180, logins.sendCode(KNOWN, mobile, address).toSeconds());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> phones.size() > before);
        return phones.get(before).text().replace("کد: ", "");
    }

    private String enter(String id, String code) {
        return logins.loginByCode(id, code, HERE).caller().principal();
    }

    private static void wrong(Callable<?> call) {
        Refusal refusal = assertThrows(Refusal.class, call::call);
        assertEquals("login.code", refusal.code());
        assertEquals(Refusal.Kind.UNAUTHENTICATED, refusal.kind());
    }

    private static void tooMany(Callable<?> call) {
        assertEquals("login.codes", assertThrows(Refusal.class, call::call).code());
    }

    private static String differentCode(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    private void timePasses(String interval) {
        database.tx().run(sql -> {
            sql.createUpdate("update citizenlogin.code set expires = expires - :by::interval")
                    .bind("by", interval)
                    .execute();
            sql.createUpdate("update citizenlogin.attempt set at = at - :by::interval")
                    .bind("by", interval)
                    .execute();
            sql.createUpdate(
                            "update sessions.attempt set expires = expires - :by::interval, until = until - :by::interval")
                    .bind("by", interval)
                    .execute();
        });
    }

    @Test
    void codeFromPhoneLogsInOnce() {
        String code = code();
        assertTrue(code.matches("[0-9]{6}"), code);
        assertEquals(MOBILE, phones.get(0).mobile());
        wrong(() -> enter(KNOWN, differentCode(code)));
        wrong(() -> enter(STRANGER, code));
        assertEquals("citizen:" + PERSON, enter(KNOWN, code));
        wrong(() -> enter(KNOWN, code));
    }

    @Test
    void codeExpiresByTriesTimeOrNewCode() {
        String code = code();
        for (int i = 0; i < 5; i++) {
            wrong(() -> enter(KNOWN, differentCode(code)));
        }
        wrong(() -> enter(KNOWN, code));
        String second = code();
        timePasses("181 seconds");
        wrong(() -> enter(KNOWN, second));
        String third = code();
        timePasses("11 minutes");
        String fourth = code();
        assertNotEquals(third, fourth);
        wrong(() -> enter(KNOWN, third));
        assertEquals("citizen:" + PERSON, enter(KNOWN, fourth));
    }

    @Test
    void unknownPersonGetsSameAnswerButNoMessage() {
        assertEquals(logins.sendCode(KNOWN, null, HERE), logins.sendCode(STRANGER, null, HERE));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> phones.size() == 1);
        long rows = database.tx().required(sql -> sql.createQuery("select count(*) from citizenlogin.code")
                .mapTo(Long.class)
                .one());
        assertEquals(2, rows, "a row for each, which tells them not apart");
        wrong(() -> enter(STRANGER, "123456"));
        for (String id : List.of(KNOWN, STRANGER)) {
            logins.sendCode(id, null, HERE);
            logins.sendCode(id, null, HERE);
            tooMany(() -> logins.sendCode(id, null, HERE));
        }
    }

    @Test
    void limitsCodesPerNationalIdAndAddress() {
        for (int i = 0; i < 3; i++) {
            logins.sendCode(KNOWN, null, HERE);
        }
        tooMany(() -> logins.sendCode(KNOWN, null, "192.0.2.8"));
        tooMany(() -> logins.sendCode(KNOWN, null, ELSEWHERE));
        for (int i = 0; i < 27; i++) {
            logins.sendCode("id-" + i, null, HERE);
        }
        tooMany(() -> logins.sendCode(STRANGER, null, HERE));
        logins.sendCode(STRANGER, null, ELSEWHERE);
        for (int i = 0; i < 30; i++) {
            wrong(() -> enter(STRANGER, "000000"));
        }
        tooMany(() -> enter(STRANGER, "000000"));
        timePasses("11 minutes");
        logins.sendCode(KNOWN, null, HERE);
        for (int hour = 0; hour < 2; hour++) {
            timePasses("1 hour");
            for (int i = 0; i < 3; i++) {
                logins.sendCode(KNOWN, null, HERE);
            }
        }
        tooMany(() -> logins.sendCode(KNOWN, null, HERE));
        timePasses("1 hour");
        tooMany(() -> logins.sendCode(KNOWN, null, HERE));
        timePasses("1 day");
        logins.sendCode(KNOWN, null, HERE);
    }

    /**
     * Requests from other networks block neither codes nor logins of a person on the usual network, or of a person who
     * names the mobile.
     */
    @Test
    void requestsElsewhereDoNotLockPersonOut() {
        seen.add("citizen " + KNOWN + " 192.0.2.0/24");
        for (int i = 0; i < 3; i++) {
            logins.sendCode(KNOWN, null, ELSEWHERE);
        }
        tooMany(() -> logins.sendCode(KNOWN, null, ELSEWHERE));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> phones.size() == 3);
        String code = code();
        // codes requested and wrong codes entered on other networks do not invalidate the code, and are limited in
        // number
        logins.sendCode(KNOWN, MOBILE, "203.0.113.5");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> phones.size() == 5);
        for (int i = 0; i < 40; i++) {
            String from = "203.0." + i + ".5";
            wrong(() -> logins.loginByCode(KNOWN, differentCode(code), from));
        }
        wrong(() -> logins.loginByCode(KNOWN, code, "203.0.200.5"));
        assertEquals("citizen:" + PERSON, enter(KNOWN, code));
        // requests that name the number are counted separately
        String told = code(MOBILE, "203.0.114.5");
        assertEquals(
                "citizen:" + PERSON,
                logins.loginByCode(KNOWN, told, "203.0.114.9").caller().principal(),
                "the same network");
        assertTrue(seen.contains("citizen " + KNOWN + " 203.0.114.0/24"));
    }

    /** A guessing client does not block other people on the same network who have logged in from it before. */
    @Test
    void guessingDoesNotBlockKnownPersonsOnNetwork() {
        seen.add("citizen " + KNOWN + " 192.0.2.0/24");
        for (int i = 0; i < 30; i++) {
            logins.sendCode("id-" + i, null, HERE);
        }
        tooMany(() -> logins.sendCode(STRANGER, null, HERE));
        String code = code();
        for (int i = 0; i < 30; i++) {
            wrong(() -> enter(STRANGER, "000000"));
        }
        tooMany(() -> enter(STRANGER, "000000"));
        assertEquals("citizen:" + PERSON, enter(KNOWN, code));
        // a person who is new on the network and names the mobile is not blocked either
        seen.clear();
        assertEquals("citizen:" + PERSON, enter(KNOWN, code(MOBILE, HERE)));
    }

    @Test
    void sendsCodeOnlyToNumberInCases() {
        addCase("09129999999");
        addCase("09129999999");
        code("09129999999", HERE);
        String code = code(MOBILE, HERE);
        assertEquals(
                List.of("09129999999", MOBILE),
                phones.stream().map(TextMessage::mobile).toList());
        logins.sendCode(KNOWN, "09120000000", ELSEWHERE);
        assertEquals(
                Set.of(Caller.citizenRole(PERSON, persons.number(PERSON, MOBILE))),
                logins.loginByCode(KNOWN, code, HERE).caller().roles());
        wrong(() -> logins.loginByCode(KNOWN, code, ELSEWHERE));
        assertEquals(2, phones.size(), "to another person's number, and to one that no case names, nothing goes");
    }

    @Test
    void concurrentEntriesOfCodeLogInOnce() throws Exception {
        String code = code();
        ExecutorService hands = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(() -> {
                try {
                    enter(KNOWN, code);
                    return true;
                } catch (Refusal e) {
                    return false;
                }
            });
        }
        int opened = 0;
        for (Future<Boolean> each : hands.invokeAll(all)) {
            opened += each.get() ? 1 : 0;
        }
        hands.shutdown();
        assertEquals(1, opened);
    }

    /** Requesting codes from the guessing network itself does not permit more guesses. */
    @Test
    void guessesAreLimitedDespiteSelfRequestedCodes() throws Exception {
        CitizenLogins second = node();
        for (int i = 0; i < 12; i++) {
            logins.sendCode("id-" + i, MOBILE, HERE);
        }
        ExecutorService guessers = Executors.newFixedThreadPool(48);
        List<Callable<String>> guesses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String victim = "id-" + i % 12;
            CitizenLogins node = i % 2 == 0 ? logins : second;
            guesses.add(() -> assertThrows(Refusal.class, () -> node.loginByCode(victim, "000000", HERE))
                    .code());
        }
        int tried = 0;
        for (Future<String> guess : guessers.invokeAll(guesses)) {
            tried += guess.get().equals("login.code") ? 1 : 0;
        }
        guessers.shutdown();
        second.stop();
        assertEquals(30, tried);
        // a refused entry does not invalidate the code; people who have logged in from the network before are not
        // locked out
        seen.add("citizen " + KNOWN + " 192.0.2.0/24");
        assertEquals("citizen:" + PERSON, enter(KNOWN, code()));
        seen.clear();
        String code = code(MOBILE, "192.0.2.99");
        tooMany(() -> enter(KNOWN, code));
        timePasses("2 minutes");
        tooMany(() -> enter(KNOWN, code));
        database.tx().run(sql -> sql.execute("delete from sessions.attempt"));
        assertEquals("citizen:" + PERSON, enter(KNOWN, code));
    }

    /** Guessing from many networks raises an alarm, and codes become longer. */
    @Test
    void codesHaveEightDigitsAboveTotalLimit() {
        assertEquals(6, code().length());
        for (int i = 0; i < TOTAL; i++) {
            String from = "203.0." + i + ".5";
            wrong(() -> logins.loginByCode(STRANGER, "000000", from));
        }
        String code = code();
        assertTrue(code.matches("[0-9]{8}"), code);
        assertEquals("citizen:" + PERSON, enter(KNOWN, code));
        timePasses("61 minutes");
        assertEquals(6, code().length());
    }

    /**
     * Codes are sent to the mobile number of the person's oldest case, or to the proved number if there is one. Newer cases that an
     * office opens in the person's name with another number do not change this. Another number of a case gets the code only if the
     * login states it.
     */
    @Test
    void officeCannotRedirectCodesToNewNumber() {
        addCase("09129999999");
        addCase("09129999999");
        addCase(null);
        code();
        assertEquals(MOBILE, phones.get(0).mobile());
        Caller clerk = new Caller("clerk", Set.of("office:1204"));
        String proved = "09350000001";
        proofs.recordCounterProof(clerk, PERSON, persons.number(PERSON, proved), proved, cases.get(0), "1204");
        code();
        assertEquals(proved, phones.get(1).mobile());
        code("09129999999", HERE);
        assertEquals("09129999999", phones.get(2).mobile());
    }

    /**
     * A flood of code requests from many networks blocks neither people on their usual network nor people on a network
     * that sends few requests.
     */
    @Test
    void everyNetworkKeepsSomeCodesUnderFlood() {
        logins = node(new CodeLimits(Duration.ofSeconds(180), 5, 100, 100, 100, 100, 100, 2));
        enter(KNOWN, code());
        code(null, "192.0.2.1");
        for (int i = 0; i < CodeLimits.FEW_CODES; i++) {
            code(null, "198.51.100." + i);
        }
        logins.sendCode(KNOWN, null, "198.51.100.77");
        enter(KNOWN, code());
        code(null, "203.0.113.1");
        assertEquals(CodeLimits.FEW_CODES + 4, phones.size());
    }

    /** If the register confirms a number, a login by this number proves the number, even if no case contains it. */
    @Test
    void loginProvesNumberConfirmedByRegister() {
        String own = "09350000001";
        logins.numbers = (nationalId, mobile) -> {
            if (mobile.equals(MOBILE)) {
                throw new PartnerUnavailable("numbers: HTTP 500");
            }
            return nationalId.equals(KNOWN) && mobile.equals(own)
                    ? NumberOwnership.Owner.OWNED
                    : NumberOwnership.Owner.ANOTHERS;
        };
        String number = persons.number(PERSON, own);
        String code = code(own, HERE);
        assertEquals(CitizenProofs.Reach.UNPROVED, proofs.reach(PERSON, number), "not before somebody has the code");
        enter(KNOWN, code);
        assertEquals(1, proofs.reach(PERSON, number).grants().size());
        assertEquals(List.of("number.registered"), journal.events);
        assertTrue(proofs.phones(PERSON).get(0).registered());
        // with another person's number, or while the register is unavailable, the login proves nothing
        enter(KNOWN, code(MOBILE, ELSEWHERE));
        assertEquals(CitizenProofs.Reach.UNPROVED, proofs.reach(PERSON, persons.number(PERSON, MOBILE)));
        // no message is sent to a number that neither a case nor the register assigns to the person
        int before = phones.size();
        logins.sendCode(KNOWN, "09120000009", "203.0.113.5");
        enter(KNOWN, code(own, "203.0.114.5"));
        assertEquals(before + 1, phones.size());
    }

    /** A person without a case can log in only with a number that the register of mobile numbers confirms. */
    @Test
    void personWithoutCaseLogsInByRegisteredNumber() {
        String own = "09350000002";
        logins.numbers = (nationalId, mobile) -> nationalId.equals(STRANGER) && mobile.equals(own)
                ? NumberOwnership.Owner.OWNED
                : NumberOwnership.Owner.ANOTHERS;
        logins.sendCode(STRANGER, null, HERE);
        logins.sendCode(STRANGER, "09120000009", HERE);
        assertEquals(180, logins.sendCode(STRANGER, own, HERE).toSeconds());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> phones.size() == 1);
        assertEquals(own, phones.get(0).mobile());
        UUID person = persons.find(STRANGER).orElseThrow();
        String number = persons.number(person, own);
        assertEquals(Optional.empty(), proofs.mobile(person, number), "not before somebody has the code");
        assertEquals("citizen:" + person, enter(STRANGER, phones.get(0).text().replace("کد: ", "")));
        assertEquals(Optional.of(own), proofs.mobile(person, number));
        assertEquals(List.of("number.registered"), journal.events);
    }

    @Test
    void acceptsShippedTextsAndRejectsTextWithoutCode(@TempDir Path folder) throws Exception {
        assertTrue(Wording.read(Path.of("../../../etc/notifications/login.txt"), "{code}")
                .startsWith("کد ورود"));
        assertTrue(Wording.read(Path.of("../../../etc/notifications/number.txt"), "{code}")
                .contains("{code}"));
        assertTrue(Wording.read(Path.of("../../../etc/notifications/number-changed.txt"), "")
                .contains("۷۲"));
        assertTrue(Wording.read(Path.of("../../../etc/notifications/login-slip.txt"), "{tracking}")
                .contains("{tracking}"));
        Path other = Files.writeString(folder.resolve("login.txt"), "سلام");
        assertThrows(IllegalArgumentException.class, () -> Wording.read(other, "{code}"));
        assertThrows(UncheckedIOException.class, () -> Wording.read(folder.resolve("none"), ""));
    }

    @Test
    void retriesFailedMessageWithoutDuplicate() {
        troubles.set(2);
        String code = code();
        assertEquals("citizen:" + PERSON, enter(KNOWN, code));
        assertEquals(1, phones.size());
        troubles.set(3);
        logins.sendCode(KNOWN, null, HERE);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> troubles.get() == 0);
        logins.sender = null;
        logins.sendCode(KNOWN, null, HERE);
        assertEquals(1, phones.size());
    }

    @Test
    void databaseContainsNoPlainCodeOrPersonalData() {
        String code = code();
        wrong(() -> enter(KNOWN, differentCode(code)));
        String dump = database.tx()
                .required(sql -> sql.createQuery("select (select string_agg(c::text, ' ') from citizenlogin.code c)"
                                + " || (select string_agg(a::text, ' ') from citizenlogin.attempt a)"
                                + " || (select string_agg(a::text, ' ') from sessions.attempt a)")
                        .mapTo(String.class)
                        .one());
        for (String secret : List.of("(" + code, "," + code + ",", KNOWN, HERE, MOBILE)) {
            assertFalse(dump.contains(secret), dump);
        }
        assertFalse(new OneTimeCodes.Code(PERSON, code).toString().contains(code));
    }
}
