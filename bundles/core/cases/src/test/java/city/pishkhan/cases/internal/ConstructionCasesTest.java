package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.MunicipalCases.MunicipalCaseStatus;
import city.pishkhan.api.cases.MunicipalCases.Order;
import city.pishkhan.api.governance.Offices.Expert;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion, no-violation, transfer and connection cases with the shipped rules and the engine that issues permits. */
class ConstructionCasesTest {
    @TempDir
    static Path etc;

    private static Procedures book;
    private static CasesHarness hub;

    @BeforeAll
    static void start() throws Exception {
        StagedTestRules rules = new StagedTestRules(etc);
        DataSource source = TestStore.start().dataSource();
        hub = new CasesHarness(source, (tx, journal) -> book = rules.open(tx, journal, source));
        // an office that has a case of the property may not inspect it, so a second office with an expert is needed
        hub.offices.experts.add(new Expert("2301", "expert-2301"));
        rules.enact();
    }

    private static final Map<String, Object> PLAN = Map.of(
            "allowedFloors",
            10,
            "permittedUses",
            List.of("residential"),
            "density",
            400,
            "landArea",
            500.0,
            "regionalPrice",
            4_420_080L);

    /** A property with a permit for the given number of storeys and 900 m². */
    private static String propertyWithPermit(int floors) {
        String property = PermitCase.property(hub);
        hub.certificates.issue(
                UUID.randomUUID(),
                "22-1405-0000001-1",
                "building-permit",
                Map.of("subject", property, "floors", floors, "area", 900, "units", 8, "office", "1204"),
                java.util.Set.of());
        return property;
    }

    /** @param floors number of floors of the building request, 0 for none */
    private static PermitCase open(String service, String property, int floors) {
        OpenCase asked = floors == 0
                ? new OpenCase(service, property, List.of(PermitCase.OWNER), null)
                : PermitCase.asked(service, property, floors);
        return new PermitCase(hub, hub.cases.open(CasesHarness.OFFICE, asked).id());
    }

    private static PermitCase add(PermitCase permit, String kind) {
        hub.cases.addPaper(CasesHarness.OFFICE, permit.id, permit.version(), kind, kind + "@" + permit.id);
        return permit;
    }

    /** A case with all papers and planning's answer. */
    private static PermitCase planned(String service, String property, int floors, String... papers) {
        PermitCase permit = open(service, property, floors);
        for (String kind : papers) {
            add(permit, kind);
        }
        add(add(add(permit, "deed"), "request-form"), "national-card").submit();
        return data(permit, "planning", PLAN);
    }

    private static PermitCase data(PermitCase permit, String agency, Map<String, Object> found) {
        permit.answer(Answer.data(permit.shown(agency), found));
        return permit;
    }

    @Test
    void completesBuildingByReports() {
        PermitCase completion = planned("completion", propertyWithPermit(8), 8, "plan");
        assertEquals("foundation", completion.view().stage());
        assertEquals(List.of("agency:engineering"), completion.view().waitsFor());
        assertEquals(8L, completion.shown("engineering").facts().get("certifiedFloors"));
        Inquiry foundation = completion.shown("engineering");
        assertEquals(List.of("foundationSound"), foundation.findings());
        data(completion, "engineering", Map.of("foundationSound", true));
        assertEquals("structure", completion.view().stage());
        assertEquals(List.of("structureSound"), completion.shown("engineering").findings());
        assertNotEquals(
                foundation.digest(), completion.shown("engineering").digest(), "another report is another question");
        data(completion, "engineering", Map.of("structureSound", true));
        assertEquals("finish", completion.view().stage());
        assertEquals(
                List.of("builtFloors", "builtArea"),
                completion.shown("engineering").findings());
        data(completion, "engineering", Map.of("builtFloors", 8, "builtArea", 905));
        assertEquals("inquiries", completion.view().stage(), "higher than six storeys: fire is asked");
        assertEquals(List.of(), completion.shown("fire").findings());
        completion.approveAll();
        assertEquals("duties", completion.view().stage());
        completion.pay();
        completion.verify("approve", null, null);
        assertEquals(State.APPROVED, completion.view().state());
        Map<String, Object> says =
                hub.certificates.findByCase(completion.id).orElseThrow().content();
        assertEquals("905", says.get("builtArea").toString());
        assertEquals(12_000L * 905, says.get("amount"));
    }

    @Test
    void rejectsInvalidReport() {
        PermitCase completion = planned("completion", propertyWithPermit(4), 4, "plan");
        CasesHarness.assertRefused(Kind.INVALID, "fact.missing", () -> data(completion, "engineering", Map.of()));
        CasesHarness.assertRefused(
                Kind.INVALID, "fact.value", () -> data(completion, "engineering", Map.of("foundationSound", "rather")));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "fact.unknown",
                () -> data(completion, "engineering", Map.of("foundationSound", true, "certifiedFloors", 20)));
        assertEquals("foundation", completion.view().stage());
    }

    @Test
    void sendsBackExcessFloorsAndRequestsNewMeasurement() {
        PermitCase completion = planned("completion", propertyWithPermit(4), 4, "plan");
        data(completion, "engineering", Map.of("foundationSound", true));
        data(completion, "engineering", Map.of("structureSound", true));
        data(completion, "engineering", Map.of("builtFloors", 5, "builtArea", 900));
        CaseView back = completion.view();
        assertEquals(List.of(State.OPEN, "papers"), List.of(back.state(), back.stage()));
        assertTrue(back.note().contains("4 storeys, 5 are built"), back.note());
        completion.submit();
        assertEquals("finish", completion.view().stage());
        data(completion, "engineering", Map.of("builtFloors", 4, "builtArea", 900));
        assertEquals("duties", completion.view().stage());
    }

    @Test
    void completionAndConnectionRequirePermit() {
        String property = PermitCase.property(hub);
        for (String service : List.of("completion", "utility-connection")) {
            var refusal = CasesHarness.assertRefused(Kind.CONFLICT, "case.requires", () -> open(service, property, 4));
            assertTrue(refusal.english().contains("Building permit"), refusal.english());
            assertTrue(refusal.persian().contains("پروانه ساختمانی"), refusal.persian());
        }
    }

    @Test
    void revokedPermitHoldsCompletionCase() {
        String property = propertyWithPermit(4);
        PermitCase completion = planned("completion", property, 4, "plan");
        data(completion, "engineering", Map.of("foundationSound", true));
        data(completion, "engineering", Map.of("structureSound", true));
        data(completion, "engineering", Map.of("builtFloors", 4, "builtArea", 900));
        completion.pay();
        hub.certificates.removeAll(property);
        completion.verify("approve", null, null);
        assertEquals(State.WAITING, completion.view().state());
        assertEquals("case.requires", completion.view().held().code());
        assertTrue(hub.certificates.findByCase(completion.id).isEmpty());
        long version = completion.version();
        hub.holdScheduler.sweep(Instant.now());
        assertEquals(version, completion.version(), "a look that changes nothing makes nobody's version old");
    }

    @Test
    void expiredPermitOpensNoCase() {
        String property = propertyWithPermit(4);
        hub.certificates.expire(property, Instant.now().minusSeconds(1));
        for (String service : List.of("completion", "utility-connection")) {
            CasesHarness.assertRefused(Kind.CONFLICT, "case.requires", () -> open(service, property, 4));
        }
    }

    /**
     * A permit that expires while the completion case runs does not block the case, because the applicant cannot
     * influence its duration.
     */
    @Test
    void permitExpiringDuringCaseDoesNotHoldIt() {
        String property = propertyWithPermit(4);
        PermitCase completion = planned("completion", property, 4, "plan");
        data(completion, "engineering", Map.of("foundationSound", true));
        hub.certificates.expire(property, Instant.now());
        data(completion, "engineering", Map.of("structureSound", true));
        data(completion, "engineering", Map.of("builtFloors", 4, "builtArea", 900));
        completion.pay();
        completion.verify("approve", null, null);
        assertEquals(State.APPROVED, completion.view().state());
    }

    private static MunicipalCaseStatus orderReport(String property) {
        return hub.municipal
                .open(
                        Caller.HUB,
                        new Order("violation-report", property, Map.of("reported", "extra-floor"), "یک طبقه."))
                .orElseThrow();
    }

    private static void assertNothingFound(MunicipalCaseStatus report) {
        Caller expert = new Caller(report.expert(), java.util.Set.of("expert:" + report.office()));
        hub.cases.addPaper(
                expert,
                report.id(),
                hub.cases.find(expert, report.id()).version(),
                "inspection-photo",
                "inspection-photo@1" + report.id());
        hub.cases.inspect(
                expert,
                report.id(),
                hub.cases.find(expert, report.id()).version(),
                Map.of("violation", "none", "violationArea", 0, "violationUse", "none"),
                "چیزی یافت نشد.");
        hub.cases.verify(
                CasesHarness.DISTRICT,
                report.id(),
                hub.cases.find(CasesHarness.DISTRICT, report.id()).version(),
                "approve",
                null,
                null);
    }

    @Test
    void openViolationReportExcludesNoViolationCase() {
        String property = PermitCase.property(hub);
        MunicipalCaseStatus report = orderReport(property);
        CasesHarness.assertRefused(Kind.CONFLICT, "case.excluded", () -> open("no-violation", property, 4));
        assertNothingFound(report);
        assertEquals(
                State.APPROVED,
                hub.cases.find(CasesHarness.DISTRICT, report.id()).state());
        assertEquals("papers", open("no-violation", property, 4).view().stage());
    }

    @Test
    void newViolationReportHoldsCertificateUntilItEnds() {
        String property = PermitCase.property(hub);
        PermitCase clean = planned("no-violation", property, 4);
        clean.answer("article-100", Verdict.APPROVE, null);
        MunicipalCaseStatus report = orderReport(property);
        clean.verify("approve", null, null);
        assertEquals(State.WAITING, clean.view().state());
        assertEquals("case.excluded", clean.view().held().code());
        hub.holdScheduler.sweep(Instant.now());
        assertTrue(hub.certificates.findByCase(clean.id).isEmpty());
        assertNothingFound(report);
        hub.holdScheduler.sweep(Instant.now());
        assertEquals(State.APPROVED, clean.view().state());
        assertEquals(
                "no-violation",
                hub.certificates.findByCase(clean.id).orElseThrow().template());
    }

    @Test
    void rejectionByCommissionRefusesCase() {
        PermitCase guilty = planned("no-violation", PermitCase.property(hub), 4);
        guilty.answer("article-100", Verdict.REJECT, "رأی قلع بنا اجرا نشده است.");
        assertEquals(State.REFUSED, guilty.view().state());
    }

    /** 3 years x 1.5% x 4,420,080 rial/m² x 500 m², plus the clearance fee and the office's fee. */
    @Test
    void transferIsClearedAfterRenovationDutyIsPaid() {
        String property = PermitCase.property(hub);
        CasesHarness.assertRefused(Kind.INVALID, "request.not-asked", () -> open("transfer-clearance", property, 4));
        PermitCase transfer = planned("transfer-clearance", property, 0);
        assertEquals("years-owed", transfer.view().stage());
        data(transfer, "revenue", Map.of("renovationYears", 3));
        assertEquals("duties", transfer.view().stage());
        assertEquals(
                99_451_800L + 1_500_000L + 250_000L,
                hub.payments.bills(transfer.id).stream()
                        .mapToLong(bill -> bill.amount())
                        .sum());
        transfer.pay();
        assertEquals(State.APPROVED, transfer.view().state());
        assertEquals(
                "transfer-clearance",
                hub.certificates.findByCase(transfer.id).orElseThrow().template());
    }

    @Test
    void connectionIsApprovedByCompaniesAndPaid() {
        PermitCase connection = planned("utility-connection", propertyWithPermit(4), 4);
        assertEquals("companies", connection.view().stage());
        connection.answer(connection.conditions("water", "W-2"));
        connection.approveAll();
        assertEquals("fees", connection.view().stage());
        connection.pay();
        assertEquals(State.APPROVED, connection.view().state());
        Map<String, Object> says =
                hub.certificates.findByCase(connection.id).orElseThrow().content();
        assertEquals(8 * (28_000_000L + 35_000_000L + 19_000_000L), says.get("amount"));
        assertTrue(says.get("conditions").toString().contains("W-2"));
    }

    @Test
    void rejectsConnectionBeyondPermit() {
        String property = propertyWithPermit(4);
        var refusal = CasesHarness.assertRefused(
                Kind.INVALID, "rules.not-allowed", () -> open("utility-connection", property, 5));
        assertEquals(
                List.of("utility-connection-check/check-1 request.floors 5 > 4"),
                refusal.violations().stream()
                        .map(v -> v.rule() + " " + v.field() + " " + v.value() + " > " + v.limit())
                        .toList());
        assertTrue(refusal.english().contains("4 storeys, 5 are stated"), refusal.english());
    }
}
