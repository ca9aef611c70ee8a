package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.Oversight.Facets;
import city.pishkhan.api.cases.Oversight.Figures;
import city.pishkhan.api.cases.Oversight.Grouping;
import city.pishkhan.api.cases.Oversight.PaperBaseline;
import city.pishkhan.spi.Verdict;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Views of oversight bodies. */
class OversightServiceTest {
    private static final Facets ANY = facets();
    private static final PaperBaseline PAPER =
            new PaperBaseline(Map.of("building-permit", Duration.ofDays(60)), Map.of("fire", Duration.ofDays(45)));

    private final CasesHarness hub = CasesHarness.shared();

    private List<UUID> found(Facets facets) {
        return hub.watch.search(facets, null, 200).items().stream()
                .map(Summary::id)
                .toList();
    }

    /** @param pairs names and values of facets, alternating; other facets are not set */
    private static Facets facets(Object... pairs) {
        RecordComponent[] names = Facets.class.getRecordComponents();
        Object[] values = new Object[names.length];
        for (int i = 0; i < pairs.length; i += 2) {
            for (int n = 0; n < names.length; n++) {
                if (names[n].getName().equals(pairs[i])) {
                    values[n] = pairs[i + 1];
                }
            }
        }
        try {
            return (Facets) Facets.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void searchesByEachFacet() {
        Instant before = Instant.now().minusMillis(1);
        Instant after = before.plusSeconds(3600);
        PermitCase permit = PermitCase.inquiriesApproved(hub, 8).pay();
        CaseView view = permit.verify("approve", null, null);
        // for each facet, a matching and a non-matching value
        Map<String, List<Object>> facets = Map.ofEntries(
                Map.entry("number", List.of(view.number(), "22-1405-0000000-0")),
                Map.entry("subject", List.of(view.subject(), "1-1-1-1-1-1-1")),
                Map.entry("service", List.of("building-permit", "no-service")),
                Map.entry("office", List.of("1204", "9")),
                Map.entry("district", List.of(22, 7)),
                Map.entry("state", List.of(State.APPROVED, State.WITHDRAWN)),
                Map.entry("stage", List.of("permit", "papers")),
                Map.entry("agency", List.of("fire", "nobody")),
                Map.entry("ruleSet", List.of(view.ruleSet(), "0")),
                Map.entry("openedFrom", List.of(before, after)),
                Map.entry("openedTo", List.of(after, before)),
                Map.entry("endedFrom", List.of(before, after)),
                Map.entry("endedTo", List.of(after, before)));
        assertEquals(Facets.class.getRecordComponents().length, facets.size());
        facets.forEach((name, values) -> {
            assertTrue(found(facets(name, values.get(0))).contains(view.id()), name);
            assertFalse(found(facets(name, values.get(1))).contains(view.id()), name);
        });
    }

    @Test
    void combinesFacetsAndReturnsPages() {
        UUID first = PermitCase.open(hub, 4).id;
        UUID second = PermitCase.open(hub, 4).id;
        Facets facets = facets(
                "service", "building-permit", "office", "1204", "district", 22, "state", State.OPEN, "stage", "papers");
        Page<Summary> page = hub.watch.search(facets, null, 1);
        assertEquals(second, page.items().get(0).id());
        assertEquals(
                first, hub.watch.search(facets, page.next(), 1).items().get(0).id());
        assertEquals(second, found(ANY).get(0));
        CasesHarness.assertRefused(Kind.INVALID, "page.cursor", () -> hub.watch.search(ANY, "x' or", 5));
    }

    @Test
    void caseViewContainsNoPersonalData() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer(permit.conditions("fire", "sprinklers"));
        permit.answer("water", Verdict.NEED_MORE_INFORMATION, "Ask Mrs. Ahmadi for the meter");
        CaseView whole = permit.view();
        CaseView seen = hub.watch.find(permit.id);
        assertEquals(
                List.of("owner"),
                seen.applicants().stream().map(Applicant::role).toList());
        assertEquals(states(whole), states(seen));
        assertEquals(
                whole.papers().stream().map(Paper::sha256).toList(),
                seen.papers().stream().map(Paper::sha256).toList());
        assertFalse(
                Stream.of(
                                PermitCase.OWNER.nationalId(),
                                PermitCase.OWNER.name(),
                                PermitCase.OWNER.mobile(),
                                "Ahmadi",
                                "Condition sprinklers",
                                "deed-" + permit.id + ".pdf")
                        .anyMatch(seen.toString()::contains),
                seen::toString);
        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.watch.find(UUID.randomUUID()));
    }

    private static List<String> states(CaseView view) {
        return view.inquiries().stream()
                .map(i -> i.id() + " " + i.state() + " " + i.verdict() + " " + i.due())
                .toList();
    }

    @Test
    void figuresCountAndMeasureCases() {
        Instant begin = Instant.now().minusMillis(1);
        PermitCase.inquiriesApproved(hub, 8).pay().verify("approve", null, null);
        PermitCase left = PermitCase.open(hub, 4).add("deed");
        hub.cases.withdraw(CasesHarness.OFFICE, left.id, left.version(), "x");
        PermitCase.inquiring(hub, 8).deliver("fire", "water");
        for (Grouping by : List.of(Grouping.OFFICE, Grouping.DISTRICT, Grouping.SERVICE)) {
            List<Figures> lines = hub.watch.figures(by, begin, Instant.now().plusSeconds(1), PAPER);
            assertEquals(1, lines.size());
            Figures line = lines.get(0);
            assertEquals(
                    switch (by) {
                        case OFFICE -> "1204";
                        case DISTRICT -> "22";
                        default -> "building-permit";
                    },
                    line.key());
            assertEquals(
                    List.of(3L, 1L, 0L, 1L, 1L),
                    List.of(line.opened(), line.approved(), line.refused(), line.withdrawn(), line.pending()));
            // inquiries of two cases to planning, fire, water, electricity and gas; in both cases planning has answered
            assertEquals(List.of(10L, 6L, 6L, 0L), List.of(line.asked(), line.answered(), line.inTime(), line.late()));
            // Inquiries: question and answer for six, only the question for two, and the plan shown to fire twice.
            // Archive: deed and plan of two cases, and one more deed.
            assertEquals(12 + 2 + 2 + 5, line.sheets());
            assertTrue(line.medianCase().compareTo(Duration.ofMinutes(5)) < 0);
            assertTrue(line.medianCaseSaved().compareTo(Duration.ofDays(59)) > 0);
            assertTrue(line.medianCaseSaved().compareTo(Duration.ofDays(60)) < 0);
        }
        Map<String, Figures> agencies =
                hub.watch.figures(Grouping.AGENCY, begin, Instant.now().plusSeconds(1), PAPER).stream()
                        .collect(Collectors.toMap(Figures::key, f -> f));
        assertEquals(Set.of("planning", "fire", "water", "electricity", "gas"), agencies.keySet());
        Figures fire = agencies.get("fire");
        assertEquals(
                List.of(2L, 1L, 2L, 1L, 1L, 0L),
                List.of(fire.opened(), fire.approved(), fire.asked(), fire.answered(), fire.inTime(), fire.late()));
        assertEquals(2 + 2 + 1, fire.sheets());
        assertTrue(fire.medianAnswerSaved().compareTo(Duration.ofDays(44)) > 0);
        assertNull(agencies.get("water").medianAnswerSaved());
        assertEquals(
                List.of(),
                hub.watch.figures(
                        Grouping.OFFICE, begin.minus(Duration.ofDays(9)), begin.minus(Duration.ofDays(8)), PAPER));
    }

    @Test
    void overdueInquiriesCountAsLate() {
        Instant begin = Instant.now().minusMillis(1);
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "water");
        hub.tx.run(sql -> sql.createUpdate("update cases.inquiry set due = now() - interval '1 minute'"
                        + " where case_id = :case and agency = 'fire'")
                .bind("case", permit.id)
                .execute());
        Map<String, Long> late = hub
                .watch
                .figures(Grouping.AGENCY, begin, Instant.now().plusSeconds(1), PAPER)
                .stream()
                .collect(Collectors.toMap(Figures::key, Figures::late));
        assertEquals(1, late.get("fire"));
        assertEquals(0, late.get("water"));
    }

    @Test
    void paperShowsItsSource() {
        PermitCase permit = PermitCase.open(hub, 4).add("deed");
        hub.cases.addPaper(CasesHarness.OFFICE, permit.id, permit.version(), "plan", "plan-scanned");
        assertEquals(
                Map.of("deed", "archive", "plan", "scan"),
                permit.view().papers().stream().collect(Collectors.toMap(p -> p.kind(), p -> p.source())));
    }
}
