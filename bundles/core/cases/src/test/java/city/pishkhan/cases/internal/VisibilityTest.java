package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Filter;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Access to cases for reading and for changes. */
class VisibilityTest {
    private static final Filter ANY = new Filter(null, null, null, null);
    private final CasesHarness hub = CasesHarness.shared();

    private List<UUID> listed(Caller caller, Filter filter) {
        List<UUID> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Summary> page = hub.cases.list(caller, filter, cursor, 7);
            assertTrue(page.items().size() <= 7);
            page.items().forEach(s -> all.add(s.id()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    void entitledCallersSeeCase() {
        CaseView view = PermitCase.open(hub, 4).view();
        Caller expert = new Caller("expert", Set.of("expert:1204"));
        Caller oversight = new Caller("oversight-1", Set.of("oversight"));
        Caller headquarters = new Caller("head", Set.of("headquarters"));
        for (Caller caller :
                List.of(CasesHarness.OFFICE, expert, CasesHarness.DISTRICT, oversight, headquarters, Caller.HUB)) {
            assertEquals(view, hub.cases.find(caller, view.id()));
            assertEquals(view, hub.cases.findByNumber(caller, view.number()));
            assertEquals(
                    "case.opened", hub.cases.history(caller, view.id()).get(0).event());
        }
    }

    @Test
    void operatorSeesStateWithoutPersonalData() {
        CaseView view = PermitCase.open(hub, 4).view();
        for (CaseView seen : List.of(
                hub.cases.find(CasesHarness.OPERATOR, view.id()),
                hub.cases.findByNumber(CasesHarness.OPERATOR, view.number()),
                hub.cases.find(CasesHarness.OPERATOR, view.id(), "office.bill.read"))) {
            assertEquals(view.state(), seen.state());
            assertEquals(view.facts(), seen.facts());
            String whole = seen.toString();
            for (var a : view.applicants()) {
                assertFalse(whole.contains(a.nationalId()), whole);
                assertFalse(whole.contains(a.name()), whole);
                assertFalse(a.mobile() != null && whole.contains(a.mobile()), whole);
            }
        }
    }

    @Test
    void breakGlassShowsCaseTemporarilyAndIsJournaled() {
        CaseView view = PermitCase.open(hub, 4).view();
        CaseView other = PermitCase.open(hub, 4).view();
        CasesHarness.assertRefused(
                Kind.INVALID, "glass.reason", () -> hub.glass.breakGlass(CasesHarness.OPERATOR, view.id(), "look"));
        CasesHarness.assertRefused(
                Kind.INVALID, "glass.reason", () -> hub.glass.breakGlass(CasesHarness.OPERATOR, view.id(), null));
        for (Caller caller :
                List.of(CasesHarness.OFFICE, CasesHarness.DISTRICT, new Caller("oversight-1", Set.of("oversight")))) {
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN,
                    "access.forbidden",
                    () -> hub.glass.breakGlass(caller, view.id(), "to see what there is"));
        }
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.glass.breakGlass(CasesHarness.OPERATOR, UUID.randomUUID(), "to see what there is"));
        assertFalse(hub.events(view.id()).contains("glass.broken"));

        hub.glass.breakGlass(CasesHarness.OPERATOR, view.id(), "the citizen's name is garbled");
        assertEquals(view, hub.cases.find(CasesHarness.OPERATOR, view.id()));
        assertEquals(
                List.of("glass.broken", "glass.looked-through"),
                hub.events(view.id()).stream()
                        .filter(e -> e.startsWith("glass."))
                        .toList());
        assertEquals(List.of(), hub.journal.check(view.id()));
        assertFalse(hub.journal.entries(view.id()).toString().contains("garbled"), "the reason may name somebody");

        assertFalse(hub.cases.find(CasesHarness.OPERATOR, other.id()).equals(other), "of this case alone");
        Caller colleague = new Caller("operator-2", Set.of("operator"));
        assertFalse(hub.cases.find(colleague, view.id()).equals(view), "to this operator alone");
        hub.tx.run(sql -> sql.execute("update cases.break_glass set until = now() where case_id = ?", view.id()));
        assertFalse(hub.cases.find(CasesHarness.OPERATOR, view.id()).equals(view), "for this while alone");
    }

    @Test
    void caseIsUnknownToOtherCallers() {
        CaseView view = PermitCase.open(hub, 4).view();
        Caller impostor = new Caller("hub", Set.of("hub"));
        for (Caller caller : List.of(
                CasesHarness.OTHER_OFFICE, CasesHarness.OTHER_DISTRICT, CasesHarness.agency("fire"), impostor)) {
            CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.cases.find(caller, view.id()));
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "case.unknown", () -> hub.cases.findByNumber(caller, view.number()));
            CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.cases.history(caller, view.id()));
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "case.unknown", () -> hub.cases.submit(caller, view.id(), view.version()));
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "case.unknown", () -> hub.cases.withdraw(caller, view.id(), view.version(), "x"));
        }
        CasesHarness.assertRefused(
                Kind.NOT_FOUND, "case.unknown", () -> hub.cases.find(CasesHarness.OFFICE, UUID.randomUUID()));
    }

    @Test
    void onlyOwnOfficeChangesCase() {
        CaseView view = PermitCase.open(hub, 4).view();
        UUID id = view.id();
        long version = view.version();
        for (Caller caller : List.of(CasesHarness.DISTRICT, CasesHarness.OPERATOR)) {
            CasesHarness.assertRefused(Kind.FORBIDDEN, "access.forbidden", () -> hub.cases.submit(caller, id, version));
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN,
                    "access.forbidden",
                    () -> hub.cases.addPaper(caller, id, version, "deed", "deed-1"));
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN,
                    "access.forbidden",
                    () -> hub.cases.revise(caller, id, version, PermitCase.building(5), null));
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN, "access.forbidden", () -> hub.cases.withdraw(caller, id, version, "x"));
        }
        assertEquals(view, hub.cases.find(CasesHarness.OFFICE, id));
    }

    @Test
    void onlyOwnDistrictVerifies() {
        PermitCase permit = PermitCase.inquiriesApproved(hub, 4).pay();
        for (Caller caller : List.of(CasesHarness.OFFICE, CasesHarness.OPERATOR)) {
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN,
                    "access.forbidden",
                    () -> hub.cases.verify(caller, permit.id, permit.version(), "approve", null, null));
        }
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.cases.verify(
                        CasesHarness.OTHER_DISTRICT, permit.id, permit.version(), "approve", null, null));
        assertEquals(State.WAITING, permit.view().state());
    }

    @Test
    void rejectsOutdatedVersion() {
        PermitCase permit = PermitCase.open(hub, 4);
        long old = permit.version();
        permit.add("deed");
        assertEquals(
                "If-Match",
                CasesHarness.assertRefused(
                                Kind.STALE,
                                "case.changed",
                                () -> hub.cases.addPaper(CasesHarness.OFFICE, permit.id, old, "plan", "plan-1"))
                        .field());
        CasesHarness.assertRefused(
                Kind.STALE,
                "case.changed",
                () -> hub.cases.addPaper(CasesHarness.OFFICE, permit.id, old + 7, "plan", "plan-1"));
    }

    @Test
    void listsCallersCasesNewestFirst() {
        UUID mine = PermitCase.open(hub, 4).id;
        UUID theirs = hub.cases
                .open(CasesHarness.OTHER_OFFICE, PermitCase.asked("building-permit", PermitCase.property(hub), 4))
                .id();
        assertEquals(List.of(), listed(CasesHarness.OFFICE, new Filter("1300", null, null, null)));
        List<UUID> seen = listed(CasesHarness.OFFICE, new Filter("1204", null, null, null));
        assertEquals(mine, seen.get(0));
        assertFalse(seen.contains(theirs));
        assertEquals(seen.size(), Set.copyOf(seen).size());
        assertEquals(theirs, listed(CasesHarness.OTHER_OFFICE, ANY).get(0));
        assertEquals(List.of(theirs, mine), listed(CasesHarness.DISTRICT, ANY).subList(0, 2));
        assertEquals(
                mine, listed(new Caller("expert", Set.of("expert:1204")), ANY).get(0));
        Caller both = new Caller("both", Set.of("office:1204", "office:1300"));
        assertEquals(List.of(theirs, mine), listed(both, ANY).subList(0, 2));
        Caller oversight = new Caller("oversight-1", Set.of("oversight"));
        assertEquals(List.of(theirs, mine), listed(oversight, ANY).subList(0, 2));
        assertEquals(List.of(), listed(CasesHarness.OTHER_DISTRICT, new Filter(null, null, 22, null)));
        assertEquals(
                theirs,
                listed(CasesHarness.OPERATOR, new Filter("1300", State.OPEN, 22, "building-permit"))
                        .get(0));
        assertEquals(List.of(), listed(CasesHarness.OPERATOR, new Filter("9999", null, null, null)));
        assertEquals(List.of(), listed(CasesHarness.OTHER_OFFICE, new Filter(null, State.APPROVED, null, null)));
        CasesHarness.assertRefused(Kind.FORBIDDEN, "access.forbidden", () -> listed(CasesHarness.agency("fire"), ANY));
        CasesHarness.assertRefused(
                Kind.INVALID, "page.cursor", () -> hub.cases.list(CasesHarness.OFFICE, ANY, "x' or", 5));
    }

    @Test
    void searchesCallersCasesByPersonOrProperty() {
        CaseView mine = PermitCase.open(hub, 4).view();
        String person = mine.applicants().get(0).nationalId();
        assertEquals(List.of(mine.id()), listed(CasesHarness.OFFICE, Filter.of(mine.subject(), null)));
        assertTrue(listed(CasesHarness.OFFICE, Filter.of(null, person)).contains(mine.id()));
        assertEquals(List.of(mine.id()), listed(CasesHarness.OFFICE, Filter.of(mine.subject(), person)));
        assertEquals(List.of(), listed(CasesHarness.OTHER_OFFICE, Filter.of(mine.subject(), null)));
        assertEquals(List.of(), listed(CasesHarness.OTHER_OFFICE, Filter.of(mine.subject(), person)));
        assertEquals(List.of(), listed(CasesHarness.OFFICE, Filter.of(null, "0000000000")));
        // a search hit would reveal the person to a caller who sees names masked
        CasesHarness.assertRefused(
                Kind.FORBIDDEN, "access.forbidden", () -> listed(CasesHarness.OPERATOR, Filter.of(null, person)));
    }

    @Test
    void summaryDescribesCase() {
        CaseView view = PermitCase.open(hub, 4).view();
        Summary summary =
                hub.cases.list(CasesHarness.OFFICE, ANY, null, 1).items().get(0);
        assertEquals(
                new Summary(
                        view.id(),
                        view.number(),
                        view.service(),
                        view.subject(),
                        "1204",
                        22,
                        State.OPEN,
                        "papers",
                        view.opened(),
                        null),
                summary);
        assertNotNull(hub.cases.list(CasesHarness.OFFICE, ANY, null, 0).items().get(0));
    }

    @Test
    void listsCasesOfOneStage() {
        UUID id = PermitCase.inquiring(hub, 4).view().id();
        Filter here = new Filter(null, State.WAITING, null, "building-permit", null, null, "inquiries");
        Filter elsewhere = new Filter(null, State.WAITING, null, "building-permit", null, null, "duties");
        assertTrue(listed(CasesHarness.DISTRICT, here).contains(id));
        assertFalse(listed(CasesHarness.DISTRICT, elsewhere).contains(id));
    }

    @Test
    void summaryShowsEarliestDeadline() {
        CaseView view =
                PermitCase.inquiring(hub, 8).deliver("gas", "electricity").view();
        Instant first = view.inquiries().stream()
                .filter(asked -> asked.state().equals("delivered"))
                .map(InquiryView::due)
                .min(Instant::compareTo)
                .orElseThrow();
        assertEquals(
                first,
                hub.cases
                        .list(CasesHarness.OFFICE, Filter.of(view.subject(), null), null, 1)
                        .items()
                        .get(0)
                        .due());
    }
}
