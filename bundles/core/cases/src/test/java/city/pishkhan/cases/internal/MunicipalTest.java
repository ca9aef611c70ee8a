package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Interest;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Handovers;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.cases.MunicipalCases.MunicipalCaseStatus;
import city.pishkhan.api.cases.MunicipalCases.Order;
import city.pishkhan.api.governance.Offices.Expert;
import city.pishkhan.api.governance.Offices.Vacancy;
import city.pishkhan.api.money.Fees.Creditor;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.rules.DryRuns.Span;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.simulation.DryRunService;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A violation report with the shipped rules: inspection in rotation, verification, the office's fee and the commission. */
class MunicipalTest {
    private static final String SERVICE = "violation-report";
    private static final Map<String, Object> FOUND =
            Map.of("violation", "extra-floor", "violationArea", 120, "violationUse", "residential");

    @TempDir
    static Path etc;

    private static Procedures book;
    private static CasesHarness hub;

    @BeforeAll
    static void start() throws Exception {
        StagedTestRules rules = new StagedTestRules(etc);
        DataSource source = TestStore.start().dataSource();
        hub = new CasesHarness(source, (tx, journal) -> book = rules.open(tx, journal, source));
        rules.enact();
    }

    @BeforeEach
    void experts() {
        hub.offices.suspended.clear();
        hub.offices.experts.clear();
        hub.offices.experts.addAll(List.of(
                new Expert("1204", "expert-1204"), new Expert("2301", "expert-a"), new Expert("2301", "expert-b")));
    }

    private Optional<MunicipalCaseStatus> report(String subject) {
        return hub.municipal.open(
                Caller.HUB, new Order(SERVICE, subject, Map.of("reported", "extra-floor"), "یک طبقه اضافه ساخته‌اند."));
    }

    private MunicipalCaseStatus opened() {
        return report(PermitCase.property(hub)).orElseThrow();
    }

    private static Caller expert(MunicipalCaseStatus standing) {
        return new Caller(standing.expert(), Set.of("expert:" + standing.office()));
    }

    private static Caller clerk(MunicipalCaseStatus standing) {
        return new Caller("clerk-" + standing.office(), Set.of("office:" + standing.office()));
    }

    private CaseView view(MunicipalCaseStatus standing) {
        return hub.cases.find(CasesHarness.DISTRICT, standing.id());
    }

    private CaseView photo(MunicipalCaseStatus standing, int number) {
        return hub.cases.addPaper(
                expert(standing),
                standing.id(),
                view(standing).version(),
                "inspection-photo",
                "inspection-photo@" + number + standing.id());
    }

    private CaseView inspected(MunicipalCaseStatus standing, Map<String, Object> findings) {
        return hub.cases.inspect(
                expert(standing), standing.id(), view(standing).version(), findings, "بازدید انجام شد.");
    }

    private CaseView decided(MunicipalCaseStatus standing, String decision, String reason) {
        return hub.cases.verify(
                CasesHarness.DISTRICT, standing.id(), view(standing).version(), decision, null, reason);
    }

    private Inquiry asked(MunicipalCaseStatus standing) {
        UUID id = view(standing).inquiries().stream()
                .filter(i -> i.state().equals("queued") || i.state().equals("delivered"))
                .map(InquiryView::id)
                .findFirst()
                .orElseThrow();
        return hub.inquiries.claim(id).orElseThrow();
    }

    @Test
    void deputyReportsWhileExpertIsAway() {
        MunicipalCaseStatus standing = opened();
        photo(standing, 1);
        photo(standing, 2);
        String missing = standing.office() + " structure";
        hub.offices.vacancies.put(missing, new Vacancy(LocalDate.now(PersianDate.TEHRAN), null));
        CasesHarness.assertRefused(Kind.CONFLICT, "case.no-expert", () -> inspected(standing, FOUND));
        assertEquals("case.no-expert", view(standing).held().code());
        hub.offices.vacancies.clear();
        Caller deputy = new Caller("deputy", Set.of("expert:" + standing.office()));
        long version = view(standing).version();
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.cases.inspect(deputy, standing.id(), version, FOUND, "بازدید انجام شد."));
        hub.offices.deputies.put("deputy", standing.expert());
        try {
            assertEquals(
                    "district-check",
                    hub.cases
                            .inspect(deputy, standing.id(), version, FOUND, "بازدید انجام شد.")
                            .stage());
        } finally {
            hub.offices.deputies.clear();
        }
    }

    @Test
    void violationCaseRunsFromReportToCommission() {
        MunicipalCaseStatus standing = opened();
        CaseView open = view(standing);
        assertEquals("municipality", open.customer());
        assertEquals(State.OPEN, open.state());
        assertEquals("inspection", open.stage());
        assertEquals(List.of("inspection:expert:" + standing.office()), open.waitsFor());
        assertEquals(List.of(), open.applicants());
        assertNull(open.request());
        assertEquals("یک طبقه اضافه ساخته‌اند.", open.note());
        assertEquals(standing, hub.municipal.findOpen(SERVICE, open.subject()).orElseThrow());

        Refusal bare = CasesHarness.assertRefused(Kind.CONFLICT, "papers.missing", () -> inspected(standing, FOUND));
        assertTrue(bare.english().contains("photo of the inspection"), bare.english());
        photo(standing, 1);
        photo(standing, 2);
        assertEquals("district-check", inspected(standing, FOUND).stage());
        CaseView commission = decided(standing, "approve", null);
        assertEquals("article-100", commission.stage());
        assertEquals(List.of("agency:article-100"), commission.waitsFor());

        // 6,000,000 rial per visit and 20,000 per square metre of violation
        List<Duty> owed = hub.fees.owed.get(creditor(open));
        assertEquals(Map.of("inspection", 6_000_000L, "survey", 2_400_000L), amounts(owed));
        assertEquals(List.of(), hub.payments.bills(open.id()));

        Inquiry inquiry = asked(standing);
        assertEquals("extra-floor", inquiry.facts().get("violation"));
        assertEquals(2, inquiry.attachments().size(), "each photo counts");
        hub.inquiries.answer(
                CasesHarness.agency("article-100"), Answer.of(inquiry, Verdict.APPROVE, "پرونده تشکیل شد", null));
        CaseView done = view(standing);
        assertEquals(State.APPROVED, done.state());
        assertEquals(Optional.empty(), hub.municipal.findOpen(SERVICE, open.subject()));
        assertEquals(State.APPROVED, hub.municipal.find(open.id()).orElseThrow().state());
        assertTrue(hub.events(open.id()).contains("case.inspected"));
    }

    private static Creditor creditor(CaseView view) {
        return new Creditor(view.id(), view.number(), SERVICE, view.office(), view.district());
    }

    private static Map<String, Long> amounts(List<Duty> duties) {
        return duties.stream().collect(java.util.stream.Collectors.toMap(Duty::code, Duty::amount));
    }

    @Test
    void caseWithoutViolationEndsAndVisitIsPaid() {
        MunicipalCaseStatus standing = opened();
        photo(standing, 1);
        inspected(standing, Map.of("violation", "none", "violationArea", 0, "violationUse", "none"));
        CaseView done = decided(standing, "approve", null);
        assertEquals(State.APPROVED, done.state());
        assertEquals(List.of(), done.inquiries());
        assertEquals(Map.of("inspection", 6_000_000L), amounts(hub.fees.owed.get(creditor(done))));
    }

    @Test
    void onlyAssignedExpertInspects() {
        MunicipalCaseStatus standing = opened();
        Caller other = new Caller("another", Set.of("expert:" + standing.office()));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.cases.inspect(other, standing.id(), view(standing).version(), FOUND, "x"));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.cases.inspect(
                        clerk(standing), standing.id(), view(standing).version(), FOUND, "x"));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.cases.inspect(new Caller("stranger", Set.of("expert:9999")), standing.id(), 1, FOUND, "x"));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "paper.not-of-inspection",
                () -> hub.cases.addPaper(
                        expert(standing), standing.id(), view(standing).version(), "deed", "deed@" + standing.id()));
        assertFalse(hub.events(standing.id()).contains("case.inspected"));
    }

    @Test
    void declaredInterestReassignsInspection() {
        MunicipalCaseStatus standing = opened();
        long version = view(standing).version();
        Caller other = new Caller("another", Set.of("expert:" + standing.office()));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.cases.declareInterest(other, standing.id(), version, Interest.OTHER));
        hub.cases.declareInterest(expert(standing), standing.id(), version, Interest.RELATIVE);
        MunicipalCaseStatus moved = hub.municipal.find(standing.id()).orElseThrow();
        assertFalse(moved.office().equals(standing.office()), moved::toString);
        assertTrue(hub.events(standing.id()).contains("case.interest-declared"));
        long later = view(standing).version();
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.cases.inspect(expert(standing), standing.id(), later, FOUND, "x"));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "inspection.nobody-else",
                () -> hub.cases.declareInterest(expert(moved), standing.id(), later, Interest.CLIENT));
        assertEquals(moved, hub.municipal.find(standing.id()).orElseThrow(), "who is refused is still asked");
        photo(moved, 1);
        photo(moved, 2);
        inspected(moved, Map.of("violation", "none", "violationArea", 0, "violationUse", "none"));
        decided(moved, "approve", null);
        MunicipalCaseStatus next = report(view(standing).subject()).orElseThrow();
        assertEquals(moved.office(), next.office(), "nor is the next inspection there");
    }

    @Test
    void expertCannotAddPapersToCitizenCase() {
        PermitCase permit = PermitCase.open(hub, 4);
        Caller expert =
                new Caller("expert-1204", Set.of("expert:" + permit.view().office()));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.not-at-inspection",
                () -> hub.cases.addPaper(expert, permit.id, permit.version(), "deed", "deed-" + permit.id));
    }

    @Test
    void acceptsOnlyFindingsOfProcedure() {
        MunicipalCaseStatus standing = opened();
        photo(standing, 1);
        CasesHarness.assertRefused(
                Kind.INVALID, "fact.missing", () -> inspected(standing, Map.of("violation", "none")));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "fact.value",
                () -> inspected(standing, Map.of("violation", "ugly", "violationArea", 0, "violationUse", "none")));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "fact.value",
                () -> inspected(standing, Map.of("violation", "none", "violationArea", -1, "violationUse", "none")));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "fact.value",
                () -> inspected(
                        standing, Map.of("violation", "none", "violationArea", "many", "violationUse", "none")));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "fact.unknown",
                () -> inspected(
                        standing,
                        Map.of("violation", "none", "violationArea", 0, "violationUse", "none", "floors", 3)));
    }

    @Test
    void officeCannotChangeMunicipalCase() {
        MunicipalCaseStatus standing = opened();
        long version = view(standing).version();
        Caller clerk = clerk(standing);
        CasesHarness.assertRefused(
                Kind.CONFLICT, "case.municipal", () -> hub.cases.withdraw(clerk, standing.id(), version, "x"));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "case.municipal",
                () -> hub.cases.revise(clerk, standing.id(), version, PermitCase.building(3), null));
        CasesHarness.assertRefused(
                Kind.CONFLICT, "case.at-inspection", () -> hub.cases.submit(clerk, standing.id(), version));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "service.municipal",
                () -> hub.cases.open(CasesHarness.OFFICE, PermitCase.asked(SERVICE, PermitCase.property(hub), 3)));
    }

    @Test
    void expertInspectsAgainAfterSendBack() {
        MunicipalCaseStatus standing = opened();
        photo(standing, 1);
        inspected(standing, FOUND);
        CaseView back = decided(standing, "send-back", "عکس نما نیست");
        assertEquals("inspection", back.stage());
        assertEquals(State.OPEN, back.state());
        photo(standing, 2);
        CaseView again = inspected(
                standing, Map.of("violation", "extra-area", "violationArea", 30, "violationUse", "residential"));
        assertEquals("district-check", again.stage());
        assertEquals("extra-area", again.facts().get("violation"));
        assertEquals("article-100", decided(standing, "approve", null).stage());
    }

    @Test
    void expertsTakeTurnsExceptThoseOfConcernedOffices() {
        Set<String> first = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            first.add(opened().expert());
        }
        assertEquals(Set.of("expert-1204", "expert-a", "expert-b"), first);
        String subject = PermitCase.open(hub, 4).view().subject();
        for (int i = 0; i < 2; i++) {
            MunicipalCaseStatus standing = report(subject).orElseThrow();
            assertEquals("2301", standing.office(), "1204 has a case of this property");
            photo(standing, 1);
            inspected(standing, Map.of("violation", "none", "violationArea", 0, "violationUse", "none"));
            decided(standing, "approve", null);
        }
        hub.offices.suspended.add("2301");
        assertEquals(Optional.empty(), report(subject));
        assertTrue(report(PermitCase.property(hub)).isPresent());
    }

    @Test
    void secondOpenCaseOfPropertyIsRejected() {
        String subject = PermitCase.property(hub);
        report(subject);
        CasesHarness.assertRefused(Kind.CONFLICT, "case.already-open", () -> report(subject));
    }

    @Test
    void laterReportsReachExpertUntilInspection() {
        MunicipalCaseStatus standing = opened();
        hub.municipal.appendText(standing.id(), "بالکن را هم بسته‌اند.");
        assertTrue(
                view(standing).note().endsWith("بالکن را هم بسته‌اند."),
                view(standing).note());
        hub.municipal.appendText(standing.id(), "x".repeat(8_000));
        assertFalse(view(standing).note().contains("x"));
        photo(standing, 1);
        inspected(standing, FOUND);
        hub.municipal.appendText(standing.id(), "دیر گفته شد.");
        assertEquals("بازدید انجام شد.", view(standing).note());
        assertEquals(
                1,
                hub.events(standing.id()).stream().filter("case.told"::equals).count());
    }

    private static Papers.Sheet reporterPhoto(int number) {
        return new Papers.Sheet(
                "%064x".formatted(number), ReportPhotos.KIND, "owner", ReportPhotos.KIND, "image/jpeg", 1_000 + number);
    }

    private List<Integer> revisions(MunicipalCaseStatus standing) {
        return view(standing).papers().stream()
                .filter(paper -> paper.kind().equals(ReportPhotos.KIND))
                .map(Paper::revision)
                .sorted()
                .toList();
    }

    @Test
    void reporterPhotosBecomePapersOfCase() {
        MunicipalCaseStatus standing = hub.tx.required(sql -> {
            MunicipalCaseStatus opening = opened();
            hub.municipal.attach(opening.id(), List.of(reporterPhoto(1), reporterPhoto(2)));
            return opening;
        });
        hub.municipal.attach(standing.id(), List.of(reporterPhoto(3)));
        assertEquals(List.of(1, 2, 3), revisions(standing));
        assertEquals(
                1_003,
                hub.cases
                        .readPaper(
                                expert(standing),
                                standing.id(),
                                reporterPhoto(3).sha256())
                        .size());
        assertEquals(
                List.of("paper.added", "paper.added", "paper.added"),
                hub.events(standing.id()).stream().filter("paper.added"::equals).toList());
        assertThrows(
                Refusal.class, () -> inspected(standing, FOUND), "the expert has to take photos beside the reporter's");
        photo(standing, 1);
        inspected(standing, FOUND);
        hub.municipal.attach(
                standing.id(),
                IntStream.range(10, 80).mapToObj(MunicipalTest::reporterPhoto).toList());
        assertEquals(60, revisions(standing).size());
        hub.municipal.attach(standing.id(), List.of(reporterPhoto(99)));
        assertEquals(60, revisions(standing).size());
    }

    @Test
    void officeClockRuns() {
        MunicipalCaseStatus standing = opened();
        hub.tx.run(sql -> assertNull(hub.store.lock(standing.id()).clockStopped()));
    }

    @Test
    void movedCaseIsInspectedByNewOffice() {
        MunicipalCaseStatus standing = opened();
        String to = standing.office().equals("1204") ? "2301" : "1204";
        hub.offices.suspended.add(standing.office());
        hub.handovers.order(
                CasesHarness.INSTITUTE,
                standing.office(),
                new Handovers.Order(to, List.of(standing.number()), "تعلیق"));
        hub.moves.sweep(Instant.now());
        MunicipalCaseStatus moved = hub.municipal.find(standing.id()).orElseThrow();
        assertEquals(to, moved.office());
        assertTrue(hub.offices.experts.contains(new Expert(to, moved.expert())), moved.toString());
        photo(moved, 1);
        assertEquals("district-check", inspected(moved, FOUND).stage());
    }

    @Test
    void unmovedCaseUsesNoTurn() {
        hub.offices.experts.clear();
        hub.offices.experts.add(new Expert("1204", "expert-1204"));
        MunicipalCaseStatus standing = opened();
        hub.offices.experts.add(new Expert("2301", "expert-new"));
        hub.offices.suspended.add("1204");
        hub.handovers.order(
                CasesHarness.INSTITUTE, "1204", new Handovers.Order("2301", List.of(standing.number()), "بی‌دلیل"));
        // the office is reinstated before the handover runs, so no case moves
        hub.offices.suspended.clear();
        hub.moves.sweep(Instant.now());
        assertEquals("1204", hub.municipal.find(standing.id()).orElseThrow().office());
        assertEquals(0, hub.tx.<Integer>required(sql -> sql.createQuery(
                        "select count(*) from cases.inspection_turn where expert = 'expert-new'")
                .mapTo(Integer.class)
                .one()));
    }

    @Test
    void dryRunIncludesMunicipalCases() {
        MunicipalCaseStatus standing = opened();
        photo(standing, 1);
        inspected(standing, FOUND);
        decided(standing, "approve", null);
        LocalDate today = LocalDate.now(PersianDate.TEHRAN);
        var run = new DryRunService(hub.store, book)
                .run(book.inForce().hash(), new Span(today.minusDays(1), today, SERVICE, null));
        assertTrue(run.compared() > 0, run.toString());
        assertEquals("article-100", run.agencies().get(0).agency(), run.toString());
        assertEquals("inspection-photo", run.papers().get(0).paper(), run.toString());
    }
}
