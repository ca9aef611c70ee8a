package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.cases.Oversight;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Agencies that the hub cannot reach, and reminders. */
class UnreachableAgencyTest {
    private final CasesHarness hub = CasesHarness.shared();

    private Map<String, Object> lastDetails(PermitCase permit, String event) {
        return FactsJson.map(hub.journal.entries(permit.id).stream()
                .filter(e -> e.event().equals(event))
                .map(Journal.Entry::details)
                .reduce((first, second) -> second)
                .orElseThrow());
    }

    private long countEvents(PermitCase permit, String event) {
        return hub.events(permit.id).stream().filter(event::equals).count();
    }

    /** An inquiry that is never delivered has a deadline. It is escalated and never counts as silence. */
    @Test
    void undeliveredInquiryEscalatesButIsNeverSilence() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        permit.answer("fire", Verdict.APPROVE, null);
        permit.answer("electricity", Verdict.APPROVE, null);
        for (String agency : List.of("water", "gas")) {
            InquiryView waiting = permit.inquiry(agency);
            assertEquals("queued", waiting.state());
            assertNotNull(waiting.due(), agency);
            assertNull(permit.shown(agency).due(), "the agency's own clock does not run");
            hub.sweepAt(waiting.due().plusSeconds(60));
            InquiryView overdue = permit.inquiry(agency);
            assertEquals("queued", overdue.state(), agency + ": consent and refusal are of those who were asked");
            assertNotNull(overdue.escalated());
            assertEquals(waiting.asked(), overdue.notReachedSince());
        }
        hub.sweepAt(permit.inquiry("water").due().plus(Duration.ofDays(30)));
        assertEquals("inquiries", permit.view().stage());
        assertEquals(2, countEvents(permit, "inquiry.escalated"));
        assertEquals(0, countEvents(permit, "inquiry.expired"));
        assertEquals(
                permit.inquiry("water").asked().toString(),
                lastDetails(permit, "inquiry.escalated").get("notReachedSince"));
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void deliveryStartsDeadlineAndEndsEscalation() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        UUID id = permit.inquiry("gas").id();
        hub.tx.run(sql -> sql.execute("update cases.inquiry set due = due - interval '3 days' where id = ?", id));
        Instant escalated = permit.inquiry("gas").due();
        hub.sweepAt(escalated.plusSeconds(60));
        assertNotNull(permit.inquiry("gas").escalated());
        permit.deliver("gas");
        InquiryView reached = permit.inquiry("gas");
        assertNull(reached.notReachedSince());
        assertNull(reached.escalated());
        assertTrue(reached.due().isAfter(escalated), "it has all of its time");
        assertEquals(reached.due(), permit.shown("gas").due());
        hub.sweepAt(reached.due().plusSeconds(60));
        assertEquals("expired", permit.inquiry("gas").state());
    }

    @Test
    void reportsSinceWhenAttemptsFail() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        UUID id = permit.inquiry("gas").id();
        hub.inquiries.claim(id).orElseThrow();
        hub.inquiries.recordFailure(id, "connection refused", Instant.now().plusSeconds(1));
        Instant since = permit.inquiry("gas").notReachedSince();
        assertNotNull(since);
        hub.inquiries.claim(id).orElseThrow();
        hub.inquiries.recordFailure(id, "connection refused", Instant.now().plusSeconds(2));
        assertEquals(since, permit.inquiry("gas").notReachedSince(), "since the first of them");
        assertEquals(2, permit.inquiry("gas").attempts());
        permit.deliver("gas");
        assertNull(permit.inquiry("gas").notReachedSince());
    }

    /**
     * Silence never counts as consent while the agency's answer cannot be fetched, because the agency may have
     * answered.
     */
    @Test
    void noConsentWhileAnswerCannotBeFetched() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("water");
        UUID id = permit.inquiry("water").id();
        hub.inquiries.recordFailure(id, "connection refused", Instant.now().plusSeconds(1));
        Instant due = permit.inquiry("water").due();
        hub.sweepAt(due.plusSeconds(60));
        assertEquals("delivered", permit.inquiry("water").state());
        assertTrue(permit.inquiry("water").escalated().isAfter(due));
        assertEquals("ESCALATE", lastDetails(permit, "inquiry.escalated").get("silence"));
        // the agency is reached again and has no answer, so now it is silent
        hub.inquiries.scheduleRetry(id, Instant.now().plusSeconds(60));
        hub.sweepAt(due.plusSeconds(70));
        assertEquals("expired", permit.inquiry("water").state());
        assertEquals("APPROVE", permit.inquiry("water").verdict());
    }

    /** The rules may define that a deadline starts only with the delivery, as they do for the planning agency. */
    @Test
    void rulesCanStartDeadlineOnDelivery() {
        PermitCase permit = PermitCase.submitted(hub, 8);
        assertNull(permit.inquiry("planning").due());
        hub.sweepAt(Instant.now().plus(Duration.ofDays(365)));
        assertNull(permit.inquiry("planning").escalated());
        permit.deliver("planning");
        assertNotNull(permit.inquiry("planning").due());
    }

    /** Fire is reminded five and two working days before the deadline. */
    @Test
    void eachReminderIsSentOnce() throws Exception {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        InquiryView asked = permit.inquiry("fire");
        Instant first = SmallCityRules.CALENDAR.latestStart(asked.due(), WorkingTime.days(5));
        Instant second = SmallCityRules.CALENDAR.latestStart(asked.due(), WorkingTime.days(2));
        int before = hub.sentTo("notice.fire").size();
        hub.sweepAt(first.minusSeconds(60));
        assertEquals(before, hub.sentTo("notice.fire").size());
        hub.heartbeat(first);
        Callable<Void> node = () -> {
            hub.deadlines.sweep(first.plusSeconds(60));
            return null;
        };
        ConcurrentCalls.all(List.of(node, node, node));
        assertEquals(before + 1, hub.sentTo("notice.fire").size(), "once over all nodes");
        hub.sweepAt(second.plusSeconds(60));
        hub.sweepAt(second.plusSeconds(70));
        List<UUID> notices = hub.sentTo("notice.fire");
        assertEquals(before + 2, notices.size());
        assertEquals(2, permit.inquiry("fire").reminders());
        assertEquals(2, countEvents(permit, "inquiry.reminded"));
        assertEquals(
                "2", lastDetails(permit, "inquiry.reminded").get("reminder").toString());
        AgencyNotice agencyNotice =
                hub.inquiries.notice(notices.get(before + 1)).orElseThrow();
        assertEquals(AgencyNotice.Kind.REMINDER, agencyNotice.kind());
        assertEquals(asked.id(), agencyNotice.inquiry());
        assertTrue(
                agencyNotice.reason().startsWith("Reminder 2 of 2: the answer is due at " + asked.due()),
                agencyNotice.reason());
        permit.answer("fire", Verdict.APPROVE, null);
        assertTrue(hub.inquiries.notice(notices.get(before)).isEmpty(), "nobody is reminded of what was answered");
    }

    @Test
    void extendedDeadlineIsRemindedAgain() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Instant due = permit.inquiry("fire").due();
        hub.sweepAt(
                SmallCityRules.CALENDAR.latestStart(due, WorkingTime.days(2)).plusSeconds(60));
        assertEquals(2, permit.inquiry("fire").reminders(), "what was missed is not made up for");
        assertEquals(1, countEvents(permit, "inquiry.reminded"));
        permit.answer(permit.extension("fire", due.plus(Duration.ofDays(10))));
        assertEquals(0, permit.inquiry("fire").reminders());
        hub.sweepAt(SmallCityRules.CALENDAR
                .latestStart(permit.inquiry("fire").due(), WorkingTime.days(5))
                .plusSeconds(60));
        assertEquals(1, permit.inquiry("fire").reminders());
    }

    @Test
    void undeliveredInquiriesAreNotCountedAsLate() {
        Instant begin = Instant.now();
        PermitCase permit = PermitCase.inquiring(hub, 8);
        hub.tx.run(sql -> sql.execute(
                "update cases.inquiry set due = now() - interval '1 day' where id = ?",
                permit.inquiry("gas").id()));
        assertEquals(0, countLate(begin, "gas"));
        permit.answer("gas", Verdict.APPROVE, null);
        assertEquals(0, countLate(begin, "gas"));
        assertNull(permit.inquiry("gas").due());
    }

    private long countLate(Instant since, String agency) {
        return hub
                .watch
                .figures(
                        Oversight.Grouping.AGENCY,
                        since,
                        Instant.now().plusSeconds(1),
                        new Oversight.PaperBaseline(Map.of(), Map.of()))
                .stream()
                .filter(f -> f.key().equals(agency))
                .mapToLong(Oversight.Figures::late)
                .sum();
    }

    @Test
    void loadsShowUndeliveredInquiries() {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        UUID id = permit.inquiry("gas").id();
        hub.inquiries.recordFailure(id, "connection refused", Instant.now().plusSeconds(1));
        hub.sweepAt(permit.inquiry("gas").due().plusSeconds(60));
        var load = hub.inquiries.loads().stream()
                .filter(l -> l.agency().equals("gas"))
                .findFirst()
                .orElseThrow();
        assertTrue(load.overdue() >= 1);
        assertTrue(!load.unreached().isAfter(permit.inquiry("gas").notReachedSince()));
    }
}
