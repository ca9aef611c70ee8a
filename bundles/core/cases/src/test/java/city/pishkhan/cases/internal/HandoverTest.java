package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Handovers.Handover;
import city.pishkhan.api.cases.Handovers.Order;
import city.pishkhan.api.governance.Offices.Succession;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handover of the open cases of an office that may not continue them; no data is lost. */
class HandoverTest {
    private static final String FROM = "7701";
    private static final String TO = "7702";
    private static final Caller OLD = new Caller("old-clerk", Set.of("office:" + FROM));
    private static final Caller NEW = new Caller("new-clerk", Set.of("office:" + TO));

    private final CasesHarness hub = CasesHarness.shared();

    @AfterEach
    void reinstate() {
        hub.offices.suspended.clear();
        hub.offices.successions.clear();
        hub.moves.sweep(StoredTime.get());
    }

    private CaseView open() {
        return hub.cases.open(OLD, PermitCase.asked("quick-permit", PermitCase.property(hub), 4));
    }

    private Handover order(String... numbers) {
        return hub.handovers.order(CasesHarness.INSTITUTE, FROM, new Order(TO, List.of(numbers), "تعلیق دفتر"));
    }

    private Handover execute(Handover handover) {
        hub.moves.sweep(StoredTime.get());
        Handover ended = hub.handovers.find(CasesHarness.INSTITUTE, handover.id());
        assertNotNull(ended.ended(), ended.toString());
        return ended;
    }

    private int moves(UUID id) {
        return (int) hub.events(id).stream().filter("case.moved"::equals).count();
    }

    @Test
    void newOfficeReceivesCaseAndContinues() {
        CaseView opened = hub.cases.open(OLD, PermitCase.asked("building-permit", PermitCase.property(hub), 4));
        CaseView papers = hub.cases.addPaper(OLD, opened.id(), opened.version(), "deed", "deed-" + opened.id());
        hub.offices.suspended.add(FROM);
        assertEquals(
                1,
                hub.tx
                        .required(sql -> hub.store.papers().findByCase(opened.id()))
                        .size());
        Handover ended = execute(order(opened.number()));
        assertEquals(1, ended.moved());
        assertEquals(List.of(), ended.left());

        CasesHarness.assertRefused(Kind.NOT_FOUND, "case.unknown", () -> hub.cases.find(OLD, opened.id()));
        CaseView moved = hub.cases.find(NEW, opened.id());
        assertEquals(TO, moved.office());
        assertEquals(papers.papers(), moved.papers());
        CasesHarness.assertRefused(
                Kind.STALE,
                "case.changed",
                () -> hub.cases.addPaper(NEW, opened.id(), papers.version(), "plan", "plan-" + opened.id()));
        // the old office scanned this sheet and did not add it to the case before the handover
        CaseView whole = hub.cases.addPaper(NEW, opened.id(), moved.version(), "plan", "plan-by" + FROM);
        assertEquals(
                "plan-order",
                hub.cases.submit(NEW, opened.id(), whole.version()).stage());
        assertEquals(1, moves(opened.id()));
        assertEquals(List.of(), hub.journal.check(opened.id()));
    }

    @Test
    void heldCaseContinuesAtNewOffice() {
        CaseView opened = hub.cases.open(OLD, PermitCase.asked("paid-permit", PermitCase.property(hub), 4));
        hub.offices.suspended.add(FROM);
        hub.payments.pay(opened.id());
        hub.signals.paymentChanged(opened.id());
        assertNotNull(hub.cases.find(OLD, opened.id()).held());
        execute(order(opened.number()));
        CaseView view = hub.cases.find(NEW, opened.id());
        assertEquals(State.APPROVED, view.state());
        assertNull(view.held());
        assertNotNull(view.certificate());
        assertEquals("paid", hub.payments.bills(opened.id()).get(0).state());
    }

    @Test
    void answerDuringHandoverIsKept() throws Exception {
        for (int i = 0; i < 10; i++) {
            CaseView opened = open();
            Answer answer = Answer.of(inquiry(opened, "water"), Verdict.APPROVE, null, null);
            hub.offices.suspended.add(FROM);
            Handover handover = order(opened.number());
            List<Object> outcomes = ConcurrentCalls.all(
                    List.<Callable<Object>>of(() -> hub.inquiries.answer(CasesHarness.agency("water"), answer), () -> {
                        hub.moves.sweep(StoredTime.get());
                        return "swept";
                    }));
            assertInstanceOf(Receipt.class, outcomes.get(0), String.valueOf(outcomes.get(0)));
            assertEquals("swept", outcomes.get(1));
            assertEquals(1, execute(handover).moved());
            CaseView view = hub.cases.find(NEW, opened.id());
            assertTrue(view.inquiries().stream()
                    .anyMatch(q -> q.agency().equals("water") && q.state().equals("answered")));
            assertEquals(
                    opened.inquiries().size(), view.inquiries().size(), "nobody is asked anew because an office moved");
            assertEquals(List.of(), hub.journal.check(opened.id()));
            hub.offices.suspended.clear();
        }
    }

    private city.pishkhan.spi.Inquiry inquiry(CaseView view, String agency) {
        return hub.inquiries
                .find(view.inquiries().stream()
                        .filter(q -> q.agency().equals(agency))
                        .findFirst()
                        .orElseThrow()
                        .id())
                .orElseThrow();
    }

    @Test
    void failedMoveIsRetriedWithoutBlockingOtherCases() {
        List<CaseView> opened =
                new ArrayList<>(IntStream.range(0, 5).mapToObj(i -> open()).toList());
        hub.offices.suspended.add(FROM);
        Handover handover = order(opened.stream().map(CaseView::number).toArray(String[]::new));
        // the update of the third case fails
        UUID third = opened.stream().map(CaseView::id).sorted().toList().get(2);
        hub.tx.run(
                sql -> sql.execute(
                        "create function cases.crash() returns trigger language plpgsql as $$ begin"
                                + " if new.id = '" + third
                                + "' then raise exception 'stopped'; end if; return new; end $$;"
                                + " create trigger crash before update on cases.case_file for each row execute function cases.crash()"));
        try {
            hub.moves.sweep(StoredTime.get());
        } finally {
            hub.tx.run(sql -> sql.execute("drop trigger crash on cases.case_file; drop function cases.crash()"));
        }
        Handover stopped = hub.handovers.find(CasesHarness.INSTITUTE, handover.id());
        assertEquals(4, stopped.moved(), "it keeps no other");
        assertNull(stopped.ended());
        assertEquals(5, execute(handover).moved());
        opened.forEach(c -> {
            assertEquals(1, moves(c.id()));
            assertEquals(TO, hub.cases.find(NEW, c.id()).office());
        });
    }

    @Test
    void concurrentNodesMoveEachCaseOnce() throws Exception {
        List<CaseView> opened = IntStream.range(0, 8).mapToObj(i -> open()).toList();
        hub.offices.suspended.add(FROM);
        Handover handover = order(opened.stream().map(CaseView::number).toArray(String[]::new));
        Callable<Object> sweep = () -> {
            hub.moves.sweep(StoredTime.get());
            return "done";
        };
        ConcurrentCalls.all(List.of(sweep, sweep, sweep)).forEach(o -> assertEquals("done", o));
        assertEquals(8, execute(handover).moved());
        opened.forEach(c -> assertEquals(1, moves(c.id())));
    }

    @Test
    void orderWithoutNumbersMovesAllOpenCases() {
        CaseView done = open();
        hub.cases.withdraw(OLD, done.id(), done.version(), "x");
        CaseView one = open();
        hub.offices.suspended.add(FROM);
        Handover ended = execute(order());
        assertTrue(ended.all());
        assertEquals(TO, hub.cases.find(NEW, one.id()).office());
        assertEquals(FROM, hub.cases.find(OLD, done.id()).office(), "what has ended stays whose it was");
        assertEquals(0, execute(order()).moved(), "a second order finds nothing left");
    }

    @Test
    void caseStaysIfNewOfficeIsSuspended() {
        CaseView one = open();
        hub.offices.suspended.add(FROM);
        Handover handover = order(one.number());
        hub.offices.suspended.add(TO);
        Handover ended = execute(handover);
        assertEquals(0, ended.moved());
        assertEquals("office.suspended", ended.left().get(0).code());
        assertEquals(one.number(), ended.left().get(0).number());
        assertEquals(FROM, hub.cases.find(OLD, one.id()).office());
    }

    @Test
    void activeOfficeKeepsItsCases() {
        CaseView one = open();
        CasesHarness.assertRefused(Kind.CONFLICT, "office.fit", () -> order(one.number()));
        hub.offices.suspended.add(FROM);
        Handover handover = order(one.number());
        hub.offices.suspended.clear();
        assertEquals("office.fit", execute(handover).left().get(0).code());
        assertEquals(0, moves(one.id()));
    }

    @Test
    void rejectsInvalidHandovers() {
        CaseView one = open();
        hub.offices.suspended.add(FROM);
        hub.offices.suspended.add(TO);
        Refusal refusal = CasesHarness.assertRefused(Kind.INVALID, "office.suspended", () -> order(one.number()));
        assertEquals("to", refusal.field());
        hub.offices.suspended.remove(TO);
        String foreign = PermitCase.open(hub, 4).view().number();
        assertTrue(CasesHarness.assertRefused(Kind.INVALID, "case.not-there", () -> order(foreign))
                .english()
                .contains(foreign));
        assertEquals(
                "cases",
                assertInstanceOf(
                                Refusal.class,
                                org.junit.jupiter.api.Assertions.assertThrows(
                                        Refusal.class, () -> order("22-1405-0000123-9")))
                        .field());
        CasesHarness.assertRefused(
                Kind.INVALID,
                "office.same",
                () -> hub.handovers.order(CasesHarness.INSTITUTE, FROM, new Order(FROM, null, "x")));
        CasesHarness.assertRefused(
                Kind.INVALID,
                "text.length",
                () -> hub.handovers.order(CasesHarness.INSTITUTE, FROM, new Order(TO, null, " ")));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.handovers.order(CasesHarness.OPERATOR, FROM, new Order(TO, null, "x")));
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "handover.unknown",
                () -> hub.handovers.find(CasesHarness.INSTITUTE, UUID.randomUUID()));
    }

    @Test
    void suspensionDecisionMovesCases() {
        CaseView one = open();
        CaseView other = hub.cases.open(OLD, PermitCase.asked("building-permit", PermitCase.property(hub), 4));
        hub.offices.suspended.add(FROM);
        hub.offices.successions.add(new Succession(FROM, TO, "quick-permit", "D-1405-0071"));
        hub.moves.sweep(StoredTime.get());
        assertEquals(TO, hub.cases.find(NEW, one.id()).office());
        assertEquals(FROM, hub.cases.find(OLD, other.id()).office(), "another service is not meant");
        assertEquals(1, moves(one.id()));
        hub.offices.suspended.clear();
        CaseView later = open();
        hub.offices.suspended.add(FROM);
        hub.moves.sweep(StoredTime.get());
        assertEquals(FROM, hub.cases.find(OLD, later.id()).office(), "each decision is carried out once");
        // a second decision, such as one after an appeal, moves all open cases
        hub.offices.successions.clear();
        hub.offices.successions.add(new Succession(FROM, TO, null, "S-1405-0072"));
        hub.moves.sweep(StoredTime.get());
        for (CaseView moved : List.of(later, other)) {
            assertEquals(TO, hub.cases.find(NEW, moved.id()).office());
        }
    }

    @Test
    void concurrentNodesExecuteDecisionOnce() throws Exception {
        CaseView one = open();
        hub.offices.suspended.add(FROM);
        hub.offices.successions.add(new Succession(FROM, TO, null, "D-1405-0073"));
        Callable<Object> sweep = () -> {
            hub.moves.sweep(StoredTime.get());
            return "done";
        };
        ConcurrentCalls.all(List.of(sweep, sweep, sweep)).forEach(o -> assertEquals("done", o));
        hub.moves.sweep(StoredTime.get());
        assertEquals(1, moves(one.id()));
        assertEquals(
                1,
                hub.journal.entries(null).stream()
                        .filter(e -> e.event().equals("handover.ordered")
                                && e.details().contains("D-1405-0073"))
                        .count());
    }

    @Test
    void caseKeptBySuspendedOfficeIsJournaledOnce() {
        CaseView one = open();
        hub.offices.successions.add(new Succession(FROM, FROM, null, "D-1405-0074"));
        hub.moves.sweep(StoredTime.get());
        hub.moves.sweep(StoredTime.get());
        assertEquals(FROM, hub.cases.find(OLD, one.id()).office());
        assertEquals(0, moves(one.id()));
        assertEquals(
                1, hub.events(one.id()).stream().filter("case.kept"::equals).count());
        assertEquals(List.of(), hub.journal.check(one.id()));
    }

    @Test
    void journalDoesNotContainReason() {
        CaseView one = open();
        hub.offices.suspended.add(FROM);
        execute(order(one.number()));
        assertFalse(hub.journal.entries(null).toString().contains("تعلیق"));
        assertTrue(hub.journal.entries(null).stream().anyMatch(e -> e.event().equals("handover.ordered")));
    }

    @Test
    void movedCaseDoesNotCountForQuota() {
        var day = city.pishkhan.identifiers.PersianDate.of(StoredTime.get()).atStartOfDay();
        CaseView one = open();
        int before = hub.store.openings().countOpenedSince(TO, "quick-permit", day);
        int old = hub.store.openings().countOpenedSince(FROM, "quick-permit", day);
        hub.offices.suspended.add(FROM);
        execute(order(one.number()));
        assertEquals(before, hub.store.openings().countOpenedSince(TO, "quick-permit", day));
        assertEquals(old, hub.store.openings().countOpenedSince(FROM, "quick-permit", day));
    }
}
