package city.pishkhan.governance.internal;

import static city.pishkhan.governance.internal.GovernanceHarness.INSTITUTE;
import static city.pishkhan.governance.internal.GovernanceHarness.PERMIT;
import static city.pishkhan.governance.internal.GovernanceHarness.PLANNING;
import static city.pishkhan.governance.internal.GovernanceHarness.TODAY;
import static city.pishkhan.governance.internal.GovernanceHarness.exposure;
import static city.pishkhan.governance.internal.GovernanceHarness.refused;
import static city.pishkhan.governance.internal.GovernanceHarness.sanction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Licence;
import city.pishkhan.api.governance.Offices.Application;
import city.pishkhan.api.governance.Offices.Contract;
import city.pishkhan.api.governance.Offices.Qualification;
import city.pishkhan.identifiers.PersianDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rights of offices, and reasons for refusals. */
class OfficesTest {
    private GovernanceHarness harness;

    @BeforeEach
    void start() {
        harness = new GovernanceHarness();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void officeIsRegisteredStepByStep() {
        harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        assertEquals(
                Refusal.Kind.FORBIDDEN,
                refused("office.unknown", () -> harness.mayOpen("7")).kind());
        harness.offices.apply(INSTITUTE, new Application("7", "دفتر هفت", 3));
        assertEquals("applied", harness.offices.find("7").orElseThrow().state());
        refused("office.not-contracted", () -> harness.mayOpen("7"));
        harness.offices.recordContract(INSTITUTE, "7", new Contract("C-7", TODAY, TODAY.plusYears(1)));
        assertEquals("contracted", harness.offices.find("7").orElseThrow().state());
        refused("office.not-qualified", () -> harness.mayOpen("7"));
        harness.experts.enter(
                INSTITUTE,
                "1",
                new Entry(
                        "مريم", "e7", List.of("architecture"), new Licence("L", TODAY, TODAY), "7", null, null, null));
        harness.offices.qualify(INSTITUTE, "7", new Qualification(null, PERMIT, "e7", null, TODAY, TODAY.plusDays(10)));
        harness.mayOpen("7");
        assertEquals(
                "مریم",
                harness.offices.find("7").orElseThrow().qualifications().get(0).expertName());
        assertTrue(harness.offices.hindrance("7", PERMIT, Instant.now()).isEmpty());
        refused(
                "office.not-qualified",
                () -> harness.offices.checkOpening("7", PERMIT, start(TODAY.plusDays(11)), () -> 0));
        harness.offices.checkOpening("7", PERMIT, start(TODAY.plusDays(11)).minusMillis(1), () -> 0);
        assertFalse(
                harness.journal.entries(null).toString().contains("مریم"),
                "the expert's name stays out of the journal");
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(PersianDate.TEHRAN).toInstant();
    }

    @Test
    void expiredContractBlocksNewCases() {
        harness.office("7", "e7");
        harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        harness.mayOpen("7");
        harness.offices.recordContract(INSTITUTE, "7", new Contract("C-7-end", TODAY.minusDays(9), TODAY.minusDays(1)));
        refused("office.not-contracted", () -> harness.mayOpen("7"));
        assertEquals("ended", harness.offices.find("7").orElseThrow().state());
    }

    @Test
    void opensOnlyServicesExposedByDecision() {
        harness.office("7", "e7");
        harness.office("8", "e8");
        refused("service.not-exposed", () -> harness.mayOpen("7"));
        harness.decide(Kind.EXPOSE, TODAY, exposure(null, "7"));
        harness.mayOpen("7");
        refused("service.not-exposed", () -> harness.mayOpen("8"));
        harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        harness.mayOpen("8");
        harness.decide(Kind.WITHDRAW, TODAY, exposure(null, "7"));
        refused("service.not-exposed", () -> harness.mayOpen("7"));
        harness.mayOpen("8");
        // open cases may be finished
        assertTrue(harness.offices.hindrance("7", PERMIT, Instant.now()).isEmpty());
        assertEquals(3, harness.committeeService.exposures().size());
    }

    @Test
    void quotaLimitsCasesPerDay() {
        harness.office("7", "e7");
        harness.decide(Kind.EXPOSE, TODAY, exposure(2, "7"));
        harness.offices.checkOpening("7", PERMIT, Instant.now(), () -> 1);
        assertTrue(refused("service.quota", () -> harness.offices.checkOpening("7", PERMIT, Instant.now(), () -> 2))
                .english()
                .contains("2 cases"));
        harness.decide(Kind.EXPOSE, TODAY, exposure(null, "7"));
        harness.offices.checkOpening("7", PERMIT, Instant.now(), () -> {
            throw new AssertionError("without a quota nobody counts");
        });
    }

    @Test
    void suspensionLastsUntilItsEndOrReinstatement() {
        harness.office("7", "e7");
        harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        var decision =
                harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", null, TODAY.plusDays(3)));
        Refusal refusal = refused("office.suspended", () -> harness.mayOpen("7"));
        assertTrue(refusal.english().contains(decision.number()));
        assertTrue(refusal.persian()
                .contains(decision.number()
                        .chars()
                        .mapToObj(letter ->
                                String.valueOf((char) (letter < '0' || letter > '9' ? letter : letter - '0' + '۰')))
                        .collect(Collectors.joining())));
        assertEquals("suspended", harness.offices.find("7").orElseThrow().state());
        assertEquals(
                "office.suspended",
                harness.offices
                        .hindrance("7", PERMIT, Instant.now())
                        .orElseThrow()
                        .code());
        harness.offices.checkOpening("7", PERMIT, start(TODAY.plusDays(4)), () -> 0);
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "reinstate", null, null));
        harness.mayOpen("7");
        assertTrue(decision.number().startsWith("D-"));
    }

    @Test
    void warningDoesNotLiftSuspension() {
        harness.office("7", "e7");
        harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", null, null));
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "warn", null, null));
        refused("office.suspended", () -> harness.mayOpen("7"));
    }

    @Test
    void suspendsServiceOfOfficeOrExpertOrWholeService() {
        harness.office("7", "e7");
        harness.office("8", "e8");
        harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", "vehicle-duty", null));
        harness.mayOpen("7");
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", PERMIT, null));
        refused("office.suspended", () -> harness.mayOpen("7"));
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "reinstate", null, null));
        harness.mayOpen("7");
        harness.decide(Kind.SANCTION, TODAY, sanction("expert", "e7", "suspend", null, null));
        refused("office.expert-suspended", () -> harness.mayOpen("7"));
        harness.mayOpen("8");
        harness.expert("e9", "7");
        harness.qualify("7", "e9");
        harness.mayOpen("7");
        harness.decide(Kind.SANCTION, TODAY, sanction("service", PERMIT, "suspend", null, null));
        refused("service.suspended", () -> harness.mayOpen("8"));
    }

    @Test
    void onlyInstituteChangesOfficeRegister() {
        refused("access.forbidden", () -> harness.offices.apply(PLANNING, new Application("7", "x", 3)));
        harness.offices.apply(INSTITUTE, new Application("7", "x", 3));
        assertEquals(
                Refusal.Kind.CONFLICT,
                refused("office.known", () -> harness.offices.apply(INSTITUTE, new Application("7", "y", 4)))
                        .kind());
        refused("value.shape", () -> harness.offices.apply(INSTITUTE, new Application("07x", "y", 4)));
        refused("number.range", () -> harness.offices.apply(INSTITUTE, new Application("9", "y", 23)));
        refused("text.length", () -> harness.offices.apply(INSTITUTE, new Application("9", " ", 2)));
        refused(
                "office.unknown",
                () -> harness.offices.recordContract(INSTITUTE, "9", new Contract("c", TODAY, TODAY)));
        refused(
                "date.term",
                () -> harness.offices.recordContract(INSTITUTE, "7", new Contract("c", TODAY, TODAY.minusDays(1))));
    }

    @Test
    void otherNodeSeesRegisterChange() {
        GovernanceRepository other = new GovernanceRepository(harness.database.tx(), harness.database.schemas());
        try {
            harness.office("7", "e7");
            harness.decide(Kind.EXPOSE, TODAY, exposure(null));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> other.view().exposures(Instant.now()).size() == 1
                            && other.view()
                                    .hindrance("7", PERMIT, Instant.now())
                                    .isEmpty());
            other.view().mayOpen("7", PERMIT, Instant.now(), () -> 0);
        } finally {
            other.stop();
        }
    }

    @Test
    void rolledBackChangeLeavesViewUnchanged() {
        harness.office("7", "e7");
        try {
            harness.governanceRepository.change(sql -> {
                GovernanceRepository.add(sql, new Application("8", "x", 1), "somebody");
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException e) {
            assertEquals("no", e.getMessage());
        }
        assertTrue(harness.offices.find("8").isEmpty());
    }

    @Test
    void suspensionWaitsForRunningCompletion() throws Exception {
        harness.office("7", "e7");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> finishing = pool.submit(() -> harness.database.tx().run(sql -> {
                assertTrue(harness.offices
                        .hindranceToFinish("7", PERMIT, Instant.now())
                        .isEmpty());
                asked.countDown();
                await(end);
            }));
            await(asked);
            Future<?> suspension = pool.submit(
                    () -> harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", null, null)));
            Awaitility.await()
                    .until(() -> harness.database.tx().separate(sql -> sql.createQuery(
                                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                                    + " and datname = current_database()")
                                    .mapTo(Integer.class)
                                    .one())
                            == 1);
            assertFalse(suspension.isDone());
            end.countDown();
            finishing.get(30, TimeUnit.SECONDS);
            suspension.get(30, TimeUnit.SECONDS);
        } finally {
            end.countDown();
            pool.shutdownNow();
        }
        assertEquals(
                "office.suspended",
                harness.offices
                        .hindranceToFinish("7", PERMIT, Instant.now())
                        .orElseThrow()
                        .code());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void completionReadsNewestRegisterOfOtherNode() {
        harness.office("7", "e7");
        GovernanceRepository other = new GovernanceRepository(harness.database.tx(), harness.database.schemas());
        other.stop();
        OfficeService there =
                new OfficeService(new AccessTable(), other, harness.journal, harness.rules, harness.notices);
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", null, null));
        assertTrue(there.hindrance("7", PERMIT, Instant.now()).isEmpty(), "it has not looked yet");
        assertEquals(
                "office.suspended",
                there.hindranceToFinish("7", PERMIT, Instant.now())
                        .orElseThrow()
                        .code());
    }

    private static final String HOUSE = "22-3-17-4-1-0-0";

    private void mayOpenBy(Decision decision, String office, String service, String subject) {
        harness.offices.checkOpeningByDecision(
                String.valueOf(decision.number()), office, service, subject, Instant.now());
    }

    @Test
    void specialRequestOpensOneServiceForOneProperty() {
        harness.office("7", "e7");
        harness.office("8", "e8");
        String staged = harness.rules.versions().get(0).hash();
        harness.decide(Kind.RULES, TODAY, GovernanceHarness.ruleSet(staged));
        Decision granted = harness.decide(Kind.SPECIAL_REQUEST, TODAY, request(true));
        refused("service.not-exposed", () -> harness.mayOpen("7"));
        mayOpenBy(granted, "7", PERMIT, HOUSE);
        for (Executable call : List.<Executable>of(
                () -> mayOpenBy(granted, "7", PERMIT, "22-3-17-5-1-0-0"),
                () -> mayOpenBy(granted, "7", "vehicle-duty", HOUSE),
                () -> harness.offices.checkOpeningByDecision("S-1405-9999", "7", PERMIT, HOUSE, Instant.now()),
                () -> mayOpenBy(harness.decide(Kind.SPECIAL_REQUEST, TODAY, request(false)), "7", PERMIT, HOUSE),
                () -> mayOpenBy(harness.decide(Kind.EXPOSE, TODAY, exposure(1, "8")), "7", PERMIT, HOUSE),
                () -> mayOpenBy(
                        harness.decide(Kind.SPECIAL_REQUEST, TODAY.plusDays(1), request(true)), "7", PERMIT, HOUSE))) {
            Refusal refusal = refused("special-request.unknown", call);
            assertEquals("specialRequest", refusal.field());
        }
        Decision rejected = harness.committeeService.draft(
                INSTITUTE, GovernanceHarness.draft(Kind.SPECIAL_REQUEST, TODAY, request(true)));
        harness.committeeService.vote(GovernanceHarness.CHAIR, rejected.id(), "no", null);
        harness.committeeService.vote(GovernanceHarness.TWO, rejected.id(), "no", null);
        Decision signed = harness.committeeService.sign(GovernanceHarness.CHAIR, rejected.id());
        refused("special-request.unknown", () -> mayOpenBy(signed, "7", PERMIT, HOUSE));
        harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", null, null));
        refused("office.suspended", () -> mayOpenBy(granted, "7", PERMIT, HOUSE));
        harness.decide(Kind.SANCTION, TODAY, sanction("expert", "e8", "suspend", null, null));
        refused("office.expert-suspended", () -> mayOpenBy(granted, "8", PERMIT, HOUSE));
    }

    private static Terms request(boolean granted) {
        return new Terms(PERMIT, null, null, null, HOUSE, granted, null, null, null, null);
    }
}
