package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.cases.CounterCases.ConflictingCase;
import city.pishkhan.api.cases.CounterCases.Today;
import city.pishkhan.api.cases.CounterCases.UsualDuration;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.Verdict;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The day's work of a counter, running cases of a property, and the usual time of a service. */
class CounterTest {
    /** Copies a case 4,000 times; the copies were approved one hour apart. */
    private static final String YEARS =
            """
            insert into cases.case_file select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
                'number', 'n' || i, 'tracking', 't' || i, 'subject', 's' || i, 'state', 'APPROVED',
                'ended', now() - i * interval '1 hour'))).* from cases.case_file c, generate_series(1, 4000) i where c.id = ?
            """;

    private final CasesHarness hub = CasesHarness.shared();

    private Today today() {
        return hub.counter.today(CasesHarness.OFFICE, null, null);
    }

    private static boolean has(List<Summary> lines, UUID id) {
        return lines.stream().anyMatch(line -> line.id().equals(id));
    }

    /** Number of the counter's lists that contain the case. */
    private static long groups(Today today, UUID id) {
        return Stream.of(today.unpaid(), today.sentBack(), today.issued())
                .filter(lines -> has(lines, id))
                .count();
    }

    @Test
    void caseIsListedByItsNextStep() {
        PermitCase fresh = PermitCase.open(hub, 4);
        PermitCase waiting = PermitCase.inquiring(hub, 4);
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("water");
        assertEquals(0, groups(today(), fresh.id));
        assertEquals(0, groups(today(), waiting.id));

        permit.answer("water", Verdict.REJECT, "Pay your old bill first");
        assertTrue(has(today().sentBack(), permit.id));
        assertEquals(1, groups(today(), permit.id));

        hub.tx.run(sql -> sql.execute("update cases.case_file set note = null where id = ?", permit.id));
        assertEquals(0, groups(today(), permit.id), "a later stage that asks for papers is no return");

        permit.submit().approveAll();
        assertTrue(has(today().unpaid(), permit.id));
        assertEquals(1, groups(today(), permit.id));

        permit.pay();
        assertEquals(0, groups(today(), permit.id));
        permit.verify("approve", null, null);
        assertEquals(State.APPROVED, permit.view().state());
        assertTrue(has(today().issued(), permit.id));
        assertEquals(1, groups(today(), permit.id));

        hub.tx.run(sql ->
                sql.execute("update cases.case_file set ended = ended - interval '25 hours' where id = ?", permit.id));
        assertEquals(0, groups(today(), permit.id));
    }

    @Test
    void listsFilteredCasesOfOwnOfficeOnly() {
        PermitCase owing = PermitCase.inquiriesApproved(hub, 4);
        assertFalse(has(hub.counter.today(CasesHarness.OTHER_OFFICE, null, null).unpaid(), owing.id));
        assertEquals(
                new Today(List.of(), List.of(), List.of(), false),
                hub.counter.today(CasesHarness.DISTRICT, null, null));
        String stage = owing.view().stage();
        assertTrue(has(
                hub.counter.today(CasesHarness.OFFICE, "building-permit", stage).unpaid(), owing.id));
        assertFalse(
                has(hub.counter.today(CasesHarness.OFFICE, "no-violation", null).unpaid(), owing.id));
        assertFalse(has(hub.counter.today(CasesHarness.OFFICE, null, "papers").unpaid(), owing.id));
    }

    /** One statement reads all lists. Its plan uses indexes, so that it reads no approvals of earlier days. */
    @Test
    void readsAllListsWithOneIndexedStatement() {
        UUID any = PermitCase.open(hub, 4).id;
        List<String> sent = StatementRecorder.record(this::today);
        List<String> statements =
                sent.stream().filter(sql -> sql.contains("case_file")).toList();
        assertEquals(1, statements.size(), sent::toString);
        String explained = "explain "
                + statements
                        .get(0)
                        .replaceAll("any\\(\\?\\)", "any('{1204}')")
                        .replaceFirst("ended >= \\?", "ended >= now() - interval '1 day'")
                        .replace("?", "null");
        assertThrows(
                RolledBack.class,
                () -> hub.tx.run(sql -> {
                    sql.execute(YEARS, any);
                    sql.execute("analyze cases.case_file");
                    String plan = String.join(
                            "\n", sql.createQuery(explained).mapTo(String.class).list());
                    assertFalse(plan.contains("Seq Scan"), plan);
                    assertTrue(plan.contains("case_office_approved"), plan);
                    throw new RolledBack();
                }));
    }

    /** Thrown to roll the transaction back. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void runningCaseIsNamedToItsOfficeOnly() {
        PermitCase permit = PermitCase.open(hub, 4);
        String subject = permit.view().subject();
        assertEquals(
                new ConflictingCase(permit.id, permit.view().number()),
                hub.counter
                        .findRunning(CasesHarness.OFFICE, "building-permit", subject)
                        .orElseThrow());
        ConflictingCase foreign = hub.counter
                .findRunning(CasesHarness.OTHER_OFFICE, "building-permit", subject)
                .orElseThrow();
        assertNull(foreign.id());
        assertNull(foreign.number());
        assertTrue(hub.counter
                .findRunning(CasesHarness.OFFICE, "no-violation", subject)
                .isEmpty());
        assertTrue(hub.counter
                .findRunning(CasesHarness.OFFICE, "fortune-telling", subject)
                .isEmpty());
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.counter.findRunning(CasesHarness.DISTRICT, "building-permit", subject));
    }

    @Test
    void usualDurationIsMedianOfEnoughApprovals() {
        String office = "usual-" + UUID.randomUUID();
        Caller caller = new Caller("clerk", Set.of("office:" + office));
        for (int days = 1; days <= 4; days++) {
            approvedAfter(office, days);
        }
        assertTrue(hub.counter.usualDuration(caller, "building-permit").isEmpty(), "four cases are too few");
        approvedAfter(office, 30);
        UsualDuration usual =
                hub.counter.usualDuration(caller, "building-permit").orElseThrow();
        assertEquals(5, usual.cases());
        assertEquals(3, usual.median().toDays());
        assertTrue(hub.counter.usualDuration(caller, "no-violation").isEmpty());
    }

    private void approvedAfter(String office, int days) {
        UUID id = PermitCase.open(hub, 4).id;
        hub.tx.run(sql -> sql.execute(
                "update cases.case_file set office = ?, state = 'APPROVED', ended = opened + make_interval(days => ?) where id = ?",
                office,
                days,
                id));
    }
}
