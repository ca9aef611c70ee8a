package city.pishkhan.citizenlogin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs.Grant;
import city.pishkhan.api.security.CitizenProofs.Proof;
import city.pishkhan.api.security.CitizenProofs.Reach;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.api.security.Scope;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.sessions.internal.TestAttempts;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers and slips at the counter on a real PostgreSQL database: two offices with one case each, and one person in both cases. */
class NumberProofServiceTest {
    private static final String ID = "0499370899";
    private static final String STRANGER = "0790419904";
    private static final String MOBILE = "09022002580";
    private static final String OTHER = "09350000001";
    private static final UUID PERSON = new UUID(1, 1);
    private static final UUID CO_OWNER = new UUID(1, 2);
    private static final UUID CASE = new UUID(7, 1);
    private static final UUID ELSEWHERE = new UUID(7, 2);
    private static final String TRACKING = "7K3M-9PQ2-WX4A-0TB1";
    private static final Caller CLERK = new Caller("clerk-1204", Set.of("office:1204"));
    private static final Caller FOREIGN = new Caller("clerk-2301", Set.of("office:2301"));
    private static final Caller DISTRICT = new Caller("district-22", Set.of("district:22"));
    private static final String HERE = "192.0.2.7";
    private static final int FEW_ITERATIONS = 1_000;

    private final List<TextMessage> phones = new CopyOnWriteArrayList<>();
    private final FakeJournal journal = new FakeJournal();
    private final FakeTracking tracking = new FakeTracking();
    private boolean providerDown;
    private TestStore database;
    private Vault vault;
    private AttemptLimiter limiter;
    private ProofRegister proofs;
    private NumberProofService counter;
    private LoginSlips slips;

    private final TextSender sender = new TextSender() {
        @Override
        public String name() {
            return "sms";
        }

        @Override
        public String send(TextMessage message) {
            if (providerDown) {
                throw new PartnerUnavailable("sms: HTTP 500");
            }
            phones.add(message);
            return null;
        }
    };

    private final Persons persons = new Persons() {
        @Override
        public Optional<UUID> find(String id) {
            return Optional.ofNullable(
                    Map.of(ID, PERSON, "0684159414", CO_OWNER).get(id));
        }

        @Override
        public UUID register(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> mobile(UUID person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String number(UUID person, String mobile) {
            return Sha256.hex(person + mobile).substring(0, 32);
        }

        @Override
        public List<Party> ofCase(UUID caseId) {
            return List.of(
                    new Party(PERSON, "owner", "مریم", null, false),
                    new Party(CO_OWNER, "co-owner", "رضا", null, false));
        }

        @Override
        public Map<UUID, List<Party>> ofCases(Collection<UUID> cases) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<UUID> cases(UUID person) {
            return List.of(ELSEWHERE, CASE);
        }
    };

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return Stubs.intercept(type, handler);
    }

    /** The first case belongs to office 1204 in district 22, the second one to office 2301 in district 21. */
    private static final Cases CASES = fake(Cases.class, (proxy, method, args) -> {
        Set<String> owners = args[1].equals(CASE) ? Scope.ownersOfCase("1204", 22) : Scope.ownersOfCase("2301", 21);
        if (((Caller) args[0]).roles().stream().noneMatch(owners::contains)) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "case.unknown", null, "No such case.", "پرونده یافت نشد.");
        }
        return new CaseReference((UUID) args[1], "22-1405-0000123-2", "building-permit", "x", 1, "r");
    });

    private static final Access ACCESS = fake(Access.class, (proxy, method, args) -> null);

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
                "شمارهٔ دیگری آمد");
        proofs.sender = sender;
        limiter = TestAttempts.create(database, vault);
        counter = new NumberProofService(
                database.tx(),
                vault,
                journal,
                ACCESS,
                CASES,
                persons,
                tracking,
                proofs,
                limiter,
                new NumberProofService.Settings(
                        new CodeLimits(Duration.ofSeconds(300), 5, 3, 10, 0, 0, 0),
                        "کد: {code}",
                        "برگه {tracking}",
                        Duration.ofDays(30),
                        2,
                        FEW_ITERATIONS));
        counter.sender = sender;
        slips = new LoginSlips(database.tx(), vault, journal, tracking, limiter, 12, FEW_ITERATIONS);
        tracking.holders.put(TRACKING, new Tracking.TrackedCase(CASE, "1204"));
    }

    @AfterEach
    void stop() {
        counter.close();
        proofs.stop();
        database.close();
    }

    private String code(Caller clerk, UUID caseId, String mobile) {
        int before = phones.size();
        assertEquals(300, counter.sendCode(clerk, caseId, ID, mobile).toSeconds());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> phones.size() > before);
        assertEquals(mobile, phones.get(before).mobile());
        return phones.get(before).text().replace("کد: ", "");
    }

    private NumberProofs.ProvedMobile prove(Caller clerk, UUID caseId, String mobile) {
        return counter.recordProof(clerk, counter.checkCode(clerk, caseId, ID, code(clerk, caseId, mobile)));
    }

    private Reach reach(String mobile) {
        return proofs.reach(PERSON, persons.number(PERSON, mobile));
    }

    private boolean canOpen(String mobile, UUID caseId, String named, String office) {
        String number = named == null ? null : persons.number(PERSON, named);
        return reach(mobile).grants().stream()
                .anyMatch(grant -> grant.isForCase(caseId, number) && grant.isEffective(office, Instant.now()));
    }

    private static String refused(Callable<?> call) {
        return assertThrows(Refusal.class, call::call).code();
    }

    private void sql(String change) {
        database.tx().run(sql -> sql.execute(change));
    }

    private static String differentCode(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    private Caller citizen(String mobile) {
        return new Caller("citizen:" + PERSON, Set.of(Caller.citizenRole(PERSON, persons.number(PERSON, mobile))));
    }

    private void await(String mobile, String words) {
        Awaitility.await("told").atMost(Duration.ofSeconds(30)).until(() -> {
            proofs.sendNow();
            return phones.stream()
                    .anyMatch(
                            sent -> sent.mobile().equals(mobile) && sent.text().contains(words));
        });
    }

    @Test
    void codeProvesNumberForItsCases() {
        assertEquals(Reach.UNPROVED, reach(MOBILE));
        NumberProofs.ProvedMobile proved = prove(CLERK, CASE, MOBILE);
        assertEquals("proved", proved.state());
        assertNull(proved.waits());
        assertTrue(canOpen(MOBILE, CASE, null, "1204"));
        assertTrue(canOpen(MOBILE, ELSEWHERE, MOBILE, "2301"), "that names it");
        assertFalse(canOpen(MOBILE, ELSEWHERE, OTHER, "2301"));
        assertEquals(List.of("number.asked", "number.proved"), journal.events);
        assertEquals(Instant.EPOCH, reach(MOBILE).changesFrom());
        assertFalse(journal.entries.toString().contains(MOBILE), journal.entries::toString);
        String rows = database.tx()
                .required(sql -> sql.createQuery("select string_agg(p::text, ' ') from citizenlogin.number_proof p")
                        .mapTo(String.class)
                        .one());
        assertFalse(rows.contains(MOBILE), rows);
    }

    /** A code is bound to person, case and office. It has few tries, can be used once, and expires soon. */
    @Test
    void rejectsForeignUsedAndExpiredCodes() {
        String code = code(CLERK, CASE, MOBILE);
        assertEquals(
                "number.code",
                refused(() -> counter.recordProof(CLERK, counter.checkCode(CLERK, CASE, "0684159414", code))),
                "another person");
        assertEquals(
                "number.code",
                refused(() -> counter.recordProof(FOREIGN, counter.checkCode(FOREIGN, ELSEWHERE, ID, code))),
                "another office");
        assertEquals("case.unknown", refused(() -> counter.checkCode(FOREIGN, CASE, ID, code)));
        assertEquals("case.unknown", refused(() -> counter.sendCode(FOREIGN, CASE, ID, MOBILE)));
        assertEquals("number.person", refused(() -> counter.sendCode(CLERK, CASE, STRANGER, MOBILE)));
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    "number.code",
                    refused(() -> counter.recordProof(CLERK, counter.checkCode(CLERK, CASE, ID, differentCode(code)))));
        }
        NumberProofs.CodeCheckResult fifth = counter.checkCode(CLERK, CASE, ID, code);
        counter.recordProof(CLERK, fifth);
        assertEquals("number.code", refused(() -> counter.recordProof(CLERK, fifth)), "once");
        String second = code(CLERK, CASE, MOBILE);
        for (int i = 0; i < 5; i++) {
            counter.checkCode(CLERK, CASE, ID, differentCode(second));
        }
        assertFalse(counter.checkCode(CLERK, CASE, ID, second).right(), "five tries");
        String third = code(CLERK, CASE, MOBILE);
        assertEquals("login.codes", refused(() -> counter.sendCode(CLERK, CASE, ID, MOBILE)), "three in ten minutes");
        sql("update citizenlogin.counter_code set expires = now() - interval '1 second'");
        assertFalse(counter.checkCode(CLERK, CASE, ID, third).right(), "too old");
    }

    @Test
    void proofLapsesAfterYearWithoutUse() {
        prove(CLERK, CASE, MOBILE);
        sql("update citizenlogin.number_proof set used = used - interval '364 days'");
        assertTrue(canOpen(MOBILE, CASE, null, "1204"));
        proofs.recordLogin(PERSON, persons.number(PERSON, MOBILE));
        sql("update citizenlogin.number_proof set used = used - interval '364 days'");
        assertTrue(canOpen(MOBILE, CASE, null, "1204"), "it was used meanwhile");
        sql("update citizenlogin.number_proof set used = used - interval '2 days'");
        assertEquals(Reach.UNPROVED, reach(MOBILE));
        proofs.recordLogin(PERSON, persons.number(PERSON, MOBILE));
        assertEquals(Reach.UNPROVED, reach(MOBILE), "what has lapsed is not used again");
        assertEquals(List.of(), proofs.phones(PERSON));
        Proof lapsed = proofs.list(List.of(PERSON)).get(0);
        assertEquals("counter lapsed 1204", lapsed.kind() + " " + lapsed.state() + " " + lapsed.office());
        assertFalse(lapsed.toString().contains(MOBILE), lapsed::toString);
    }

    /**
     * A district's decision and another change of the same person's numbers run one after the other, without a
     * deadlock.
     */
    @Test
    void decisionWaitsForConcurrentChangeOfPerson() throws Exception {
        prove(CLERK, CASE, MOBILE);
        prove(FOREIGN, ELSEWHERE, OTHER);
        UUID change = database.tx()
                .required(sql -> sql.createQuery("select id from citizenlogin.number_proof where pending_until > now()")
                        .mapTo(UUID.class)
                        .one());
        ExecutorService district = Executors.newSingleThreadExecutor();
        try {
            Future<?> settled = database.tx().separate(sql -> {
                LoginCodeRepository.lock(sql, "numbers of " + PERSON);
                Future<?> running = district.submit(() -> proofs.endWaitingTime(DISTRICT, change, ELSEWHERE));
                Awaitility.await().until(() -> database.tx().separate(other -> other.createQuery(
                                "select exists (select from pg_locks where locktype = 'advisory' and not granted"
                                        + " and database = (select oid from pg_database where datname = current_database()))")
                        .mapTo(Boolean.class)
                        .one()));
                // updates a proof while holding the person's lock, in the same order as a confirmation at the counter
                sql.execute("update citizenlogin.number_proof set used = now() where person = ?", PERSON);
                return running;
            });
            settled.get();
        } finally {
            district.shutdownNow();
        }
        assertEquals(Reach.UNPROVED, reach(MOBILE));
    }

    /**
     * The previous number is notified of a change. The new one opens cases of the confirming office at once, and other cases after
     * the waiting time.
     */
    @Test
    void changeNotifiesPreviousNumberAndWaits() {
        prove(CLERK, CASE, MOBILE);
        NumberProofs.ProvedMobile changed = prove(FOREIGN, ELSEWHERE, OTHER);
        assertEquals("changed", changed.state());
        assertNotNull(changed.waits());
        await(MOBILE, "شمارهٔ دیگری");
        assertTrue(canOpen(OTHER, ELSEWHERE, null, "2301"));
        assertFalse(canOpen(OTHER, CASE, MOBILE, "1204"), "another office's papers");
        assertTrue(reach(OTHER).grants().stream()
                .anyMatch(grant -> grant.isForCase(CASE, null) && grant.from().equals(changed.waits())));
        assertEquals(changed.waits(), reach(OTHER).changesFrom());
        assertEquals(Optional.of(changed.waits()), proofs.changeWaitsUntil(List.of(PERSON)));
        assertTrue(canOpen(MOBILE, CASE, null, "1204"), "the number before is good until then");
        sql(
                "update citizenlogin.number_proof set pending_until = now() - interval '1 second', until = null where pending_until is not null");
        sql("update citizenlogin.number_proof set until = now() - interval '1 second' where ended_by is not null");
        assertTrue(canOpen(OTHER, CASE, MOBILE, "1204"), "what the number before opened");
        assertEquals(Reach.UNPROVED, reach(MOBILE));
        assertEquals(Optional.empty(), proofs.changeWaitsUntil(List.of(PERSON)));
        assertEquals(List.of("number.asked", "number.proved", "number.asked", "number.changed"), journal.events);
    }

    @Test
    void previousNumberCancelsPendingChanges() {
        prove(CLERK, CASE, MOBILE);
        prove(FOREIGN, ELSEWHERE, OTHER);
        prove(FOREIGN, ELSEWHERE, "09350000002");
        assertEquals("number.unproved", refused(() -> counter.cancelChanges(citizen(OTHER))), "it waits itself");
        assertEquals("number.unproved", refused(() -> counter.cancelChanges(citizen("09350000009"))));
        assertEquals(2, counter.cancelChanges(citizen(MOBILE)));
        assertEquals(Reach.UNPROVED, reach(OTHER));
        assertEquals(Reach.UNPROVED, reach("09350000002"));
        sql(
                "update citizenlogin.number_proof set until = until - interval '80 hours', pending_until = pending_until - interval '80 hours'");
        assertTrue(canOpen(MOBILE, CASE, null, "1204"), "as before, and for longer than it would have been");
        assertEquals("number.nothing-waits", refused(() -> counter.cancelChanges(citizen(MOBILE))));
        assertEquals(
                List.of("ended", "ended", "good"),
                proofs.list(List.of(PERSON)).stream().map(Proof::state).toList());
        assertEquals(Optional.empty(), proofs.changeWaitsUntil(List.of(PERSON)));
        assertTrue(journal.events.contains("number.stopped"));
    }

    @Test
    void districtApprovalReplacesLostNumberAtOnce() {
        prove(CLERK, CASE, MOBILE);
        NumberProofs.ProvedMobile changed = prove(CLERK, CASE, OTHER);
        NumberReplacement act = new NumberReplacement(proofs, CASES, persons);
        Map<String, String> terms = Map.of("proof", changed.id().toString(), "case", CASE.toString());
        Approvals.Approval asked = new Approvals.Approval(
                new UUID(9, 9),
                "number-change",
                terms,
                "lost",
                "asked",
                "c",
                Instant.EPOCH,
                Instant.MAX,
                null,
                null,
                null);
        act.check(terms);
        assertEquals("number.district", refused(() -> act.execute(CLERK, asked)));
        assertEquals("case.unknown", refused(() -> act.execute(new Caller("district-3", Set.of("district:3")), asked)));
        act.execute(DISTRICT, asked);
        assertEquals(Reach.UNPROVED, reach(MOBILE), "the lost one has ended");
        assertTrue(canOpen(OTHER, ELSEWHERE, MOBILE, "2301"), "what the number before opened, without waiting");
        assertEquals(Instant.EPOCH, reach(OTHER).changesFrom());
        assertEquals(Optional.empty(), proofs.changeWaitsUntil(List.of(PERSON)));
        assertThrows(Refusal.class, () -> act.check(terms), "once");
    }

    /** A number is proved for one person only, even if cases of another person contain it, because a family may share it. */
    @Test
    void sharedNumberIsProvedPerPerson() {
        prove(CLERK, CASE, MOBILE);
        assertEquals(Reach.UNPROVED, proofs.reach(CO_OWNER, persons.number(CO_OWNER, MOBILE)));
    }

    @Test
    void slipOpensItsCaseOnce() {
        NumberProofs.LoginSlip slip = counter.issue(CLERK, TRACKING, ID, "national-card", "9G12345678");
        assertTrue(slip.pin().matches("[0-9]{8}"), "eight digits");
        assertNull(slip.papersFrom());
        assertFalse(slip.toString().contains(slip.pin()));
        LoginSlips.ConsumedSlip taken =
                slips.consume(TRACKING, slip.pin(), HERE).orElseThrow();
        Reach reach = proofs.reach(taken.person(), taken.session());
        assertEquals(List.of(CASE), reach.grants().stream().map(Grant::caseId).toList());
        assertTrue(reach.grants().get(0).isEffective("1204", Instant.now()));
        assertFalse(reach.byNumber());
        assertEquals(Optional.empty(), slips.consume(TRACKING, slip.pin(), HERE), "used up");
        assertEquals(Reach.UNPROVED, proofs.reach(CO_OWNER, taken.session()));
        assertEquals(List.of("login-slip.issued", "login-slip.used"), journal.events);
        String dump = journal.entries
                + database.tx().required(sql -> sql.createQuery(
                                "select string_agg(s::text, ' ') from citizenlogin.login_slip s")
                        .mapTo(String.class)
                        .one());
        for (String secret : List.of(slip.pin(), ID, "9G12345678", TRACKING)) {
            assertFalse(dump.contains(secret), secret);
        }
        List<Proof> listed = proofs.list(List.of(PERSON, CO_OWNER));
        assertEquals(
                List.of("slip used"),
                listed.stream().map(p -> p.kind() + " " + p.state()).toList());
        assertNotNull(listed.get(0).used());
        // a new slip ends the session of the previous slip
        counter.issue(CLERK, TRACKING, ID, "national-card", "9G12345678");
        assertEquals(Reach.UNPROVED, proofs.reach(taken.person(), taken.session()));
    }

    @Test
    void guessedPinIsClosedAndRenewed() {
        NumberProofs.LoginSlip slip = counter.issue(CLERK, TRACKING, ID, "passport", "K12345");
        String wrong = "%08d".formatted((Integer.parseInt(slip.pin()) + 1) % 100_000_000);
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.empty(), slips.consume(TRACKING, wrong, "203.0." + i + ".5"));
        }
        assertEquals(Optional.empty(), slips.consume(TRACKING, slip.pin(), HERE), "closed");
        assertTrue(journal.events.contains("login-slip.closed"));
        NumberProofs.LoginSlip renewed = counter.issue(FOREIGN, TRACKING, ID, "passport", "K12345");
        assertNotEquals(slip.pin(), renewed.pin());
        assertTrue(slips.consume(TRACKING, renewed.pin(), HERE).isPresent());
        // after several unknown tracking codes the network is locked out
        for (int i = 0; i < 11; i++) {
            assertEquals(Optional.empty(), slips.consume("0000-0000-0000-0000", wrong, HERE));
        }
        assertEquals("login.codes", refused(() -> slips.consume(TRACKING, wrong, HERE)));
    }

    @Test
    void concurrentPinGuessesOnTwoNodesShareLimit() throws Exception {
        LoginSlips second = new LoginSlips(
                database.tx(), vault, journal, tracking, TestAttempts.create(database, vault), 12, FEW_ITERATIONS);
        counter.issue(CLERK, TRACKING, ID, "passport", "K12345");
        ExecutorService guessers = Executors.newFixedThreadPool(48);
        List<Callable<Boolean>> guesses = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            LoginSlips node = i % 2 == 0 ? slips : second;
            guesses.add(() -> {
                try {
                    return node.consume(TRACKING, "00000000", HERE).isEmpty();
                } catch (Refusal refusal) {
                    return false;
                }
            });
        }
        int tried = 0;
        for (Future<Boolean> guess : guessers.invokeAll(guesses)) {
            tried += guess.get() ? 1 : 0;
        }
        guessers.shutdown();
        assertEquals(12, tried, "of the network");
        int tries = database.tx().required(sql -> sql.createQuery("select max(tries) from citizenlogin.login_slip")
                .mapTo(int.class)
                .one());
        assertEquals(5, tries, "of the slip");
    }

    /** After too many wrong codes an office cannot have any code read back, not even a correct one. */
    @Test
    void limitsWrongCodesPerOffice() {
        for (int i = 0; i < 30; i++) {
            assertFalse(counter.checkCode(CLERK, CASE, ID, "000000").right());
        }
        assertEquals("login.codes", refused(() -> counter.checkCode(CLERK, CASE, ID, "000000")));
        counter.checkCode(FOREIGN, ELSEWHERE, ID, "000000");
    }

    /** A request refused because the hub is busy does not count as a try. */
    @Test
    void busyRejectionDoesNotCountAsTry() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch reckoning = new CountDownLatch(4);
        UUID blocking = UUID.randomUUID();
        Vault slow = fake(Vault.class, (proxy, method, args) -> {
            if (method.getName().equals("index") && args[0].toString().startsWith("login slip " + blocking)) {
                reckoning.countDown();
                free.await();
            }
            try {
                return method.invoke(vault, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        LoginSlips busy = new LoginSlips(database.tx(), slow, journal, tracking, limiter, 5, FEW_ITERATIONS);
        NumberProofs.LoginSlip slip = counter.issue(CLERK, TRACKING, ID, "passport", "K12345");
        ExecutorService others = Executors.newCachedThreadPool();
        try {
            List<Future<String>> reckoned = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                reckoned.add(others.submit(() -> busy.hash(blocking, busy.salt(), "12345678")));
            }
            reckoning.await();
            List<Future<String>> takers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                takers.add(others.submit(() -> refused(() -> busy.consume(TRACKING, slip.pin(), HERE))));
            }
            for (Future<String> taker : takers) {
                assertEquals("login.busy", taker.get());
            }
            free.countDown();
            for (Future<String> hash : reckoned) {
                hash.get();
            }
        } finally {
            free.countDown();
            others.shutdown();
        }
        assertTrue(busy.consume(TRACKING, slip.pin(), HERE).isPresent(), "neither void nor braked");
    }

    @Test
    void slipFromDifferentOfficeWaitsAndIsCancellable() {
        prove(CLERK, CASE, MOBILE);
        assertEquals(
                "login-slip.unknown", refused(() -> counter.issue(FOREIGN, TRACKING, STRANGER, "passport", "K12345")));
        assertEquals(
                "login-slip.unknown",
                refused(() -> counter.issue(FOREIGN, "0000-0000-0000-0000", ID, "passport", "K12345")));
        NumberProofs.LoginSlip slip = counter.issue(FOREIGN, TRACKING, ID, "passport", "K12345");
        assertNotNull(slip.papersFrom());
        await(MOBILE, "برگه " + TRACKING);
        LoginSlips.ConsumedSlip taken =
                slips.consume(TRACKING, slip.pin(), HERE).orElseThrow();
        Grant grant = proofs.reach(taken.person(), taken.session()).grants().get(0);
        assertFalse(grant.isEffective("1204", Instant.now()));
        assertTrue(grant.isEffective("1204", slip.papersFrom()));
        assertEquals(1, counter.cancelChanges(citizen(MOBILE)));
        assertEquals(Reach.UNPROVED, proofs.reach(taken.person(), taken.session()));
        counter.issue(FOREIGN, TRACKING, ID, "passport", "K12345");
        assertEquals(
                "login-slip.too-many",
                refused(() -> counter.issue(FOREIGN, TRACKING, ID, "passport", "K12345")),
                "two a day for others' cases");
        counter.issue(CLERK, TRACKING, ID, "passport", "K12345");
    }

    @Test
    void noticeIsRetriedUntilProviderAnswers() {
        prove(CLERK, CASE, MOBILE);
        String code = code(CLERK, CASE, OTHER);
        providerDown = true;
        counter.recordProof(CLERK, counter.checkCode(CLERK, CASE, ID, code));
        Awaitility.await("tried").atMost(Duration.ofSeconds(30)).until(() -> database.tx()
                .required(sql -> sql.createQuery("select max(attempts) > 0 from citizenlogin.notice")
                        .mapTo(Boolean.class)
                        .one()));
        providerDown = false;
        sql("update citizenlogin.notice set due = now()");
        await(MOBILE, "شمارهٔ دیگری");
    }

    @Test
    void erasureDeletesAllProofs() {
        prove(CLERK, CASE, MOBILE);
        prove(CLERK, CASE, OTHER);
        counter.sendCode(CLERK, CASE, ID, OTHER);
        counter.issue(CLERK, TRACKING, ID, "passport", "K12345");
        proofs.erase(PERSON, ID, List.of(CASE));
        for (String table : List.of("number_proof", "counter_code", "login_slip", "notice")) {
            long rows = database.tx().required(sql -> sql.createQuery("select count(*) from citizenlogin." + table)
                    .mapTo(Long.class)
                    .one());
            assertEquals(0, rows, table);
        }
        assertEquals(Reach.UNPROVED, reach(OTHER));
    }
}
