package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Agencies.Status;
import city.pishkhan.api.agencies.Inquiries.WaitReason;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.agencies.InquiryDispatchers.Limit;
import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.cases.internal.inquiries.AgencyControls;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pauses and retries of the dispatch to an agency. */
class AgencyPauseTest {
    private static final String WHY = "Works on its line";

    private final CasesHarness hub = CasesHarness.shared();

    private static final class FakeDispatchers implements InquiryDispatchers {
        private final List<String> tried = new ArrayList<>();
        private Map<String, Limit> limits = Map.of();
        private Breaker breaker = Breaker.CLOSED;
        private Set<String> agencies = Set.of("gas");

        @Override
        public Set<String> agencies() {
            return agencies;
        }

        @Override
        public Optional<DispatchState> dispatchState(String agency) {
            return agencies.contains(agency)
                    ? Optional.of(new DispatchState(
                            4,
                            0,
                            breaker,
                            breaker == Breaker.OPEN ? Instant.now().plusSeconds(60) : null,
                            Duration.ofMillis(20),
                            "HTTP 503"))
                    : Optional.empty();
        }

        @Override
        public void setLimits(Map<String, Limit> now) {
            limits = now;
        }

        @Override
        public void tryNow(String agency) {
            tried.add(agency);
        }
    }

    private final FakeDispatchers carriers = new FakeDispatchers();

    @BeforeEach
    void carry() {
        hub.pauses.sweep();
        hub.pauses.dispatchers = carriers;
    }

    @AfterEach
    void resumeAll() {
        hub.agencies.paused().keySet().forEach(agency -> hub.agencies.resume(CasesHarness.OPERATOR, agency));
        hub.pauses.dispatchers = null;
    }

    private void pause() {
        hub.agencies.pause(CasesHarness.OPERATOR, "gas", WHY);
    }

    private int resume() {
        return hub.agencies.resume(CasesHarness.OPERATOR, "gas");
    }

    private int sweep() {
        int before = hub.sentTo("inquiry.gas").size();
        hub.inquiryRedelivery.sweep(Instant.now().plusSeconds(1));
        return hub.sentTo("inquiry.gas").size() - before;
    }

    private Status gas() {
        return hub.agencies.list().stream()
                .filter(s -> s.agency().equals("gas"))
                .findFirst()
                .orElseThrow();
    }

    private WaitReason waits(UUID inquiry) {
        return hub.inquiries.row(inquiry).orElseThrow().waits();
    }

    @Test
    void pausedAgencyReceivesNothingAndCaseShowsReason() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID id = permit.inquiry("gas").id();
        assertNull(permit.inquiry("gas").paused());
        pause();
        assertEquals(Optional.empty(), hub.inquiries.claim(id));
        assertEquals("queued", permit.inquiry("gas").state());
        assertEquals(0, permit.inquiry("gas").attempts());
        Hold hold = permit.inquiry("gas").paused();
        assertEquals("agency.paused", hold.code());
        assertTrue(hold.english().contains(WHY), hold.english());
        assertTrue(hold.persian().contains(WHY), hold.persian());
        assertNull(permit.inquiry("water").paused(), "of this agency alone");
        assertEquals("paused", waits(id).code());
        assertTrue(
                waits(id).english().matches("Paused by operator since \\S+Z: " + WHY),
                waits(id).english());
        assertEquals("paused", gas().state());
        assertEquals(WHY, gas().pause().reason());
        assertEquals(0, sweep(), "it waits in the database");
        assertEquals(1, resume());
        assertEquals(1, sweep());
        assertEquals(0, sweep(), "once");
        assertNull(permit.inquiry("gas").paused());
        assertEquals(2, hub.inquiries.claim(id).orElseThrow().emission());
        assertEquals("running", gas().state());
    }

    @Test
    void acceptsAnswerDuringPause() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID id = permit.inquiry("gas").id();
        pause();
        hub.inquiries.claim(id);
        permit.answer("gas", Verdict.APPROVE, null);
        assertEquals("answered", permit.inquiry("gas").state());
        assertNull(waits(id));
        resume();
        assertEquals(0, sweep());
    }

    /** A promised answer that the hub does not fetch during a pause is not silence of the agency. */
    @Test
    void pauseIsNotCountedAsSilence() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        UUID id = permit.inquiry("gas").id();
        hub.inquiries.scheduleRetry(id, Instant.now());
        pause();
        assertNull(permit.inquiry("gas").paused(), "it has the inquiry, and may answer");
        sweep();
        assertEquals(Optional.empty(), hub.inquiries.claim(id));
        assertNotNull(permit.inquiry("gas").paused());
        hub.sweepAt(permit.inquiry("gas").due().plusSeconds(60));
        assertEquals("delivered", permit.inquiry("gas").state());
        assertNotNull(permit.inquiry("gas").escalated());
    }

    @Test
    void noticesWaitDuringPause() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("gas");
        hub.cases.withdraw(CasesHarness.OFFICE, permit.id, permit.version(), "sold");
        UUID notice = hub.sentTo("notice.gas").get(hub.sentTo("notice.gas").size() - 1);
        assertTrue(hub.inquiries.notice(notice).isPresent());
        pause();
        assertEquals(Optional.empty(), hub.inquiries.notice(notice));
        long before = hub.sentTo("notice.gas").stream().filter(notice::equals).count();
        resume();
        assertEquals(
                before + 1,
                hub.sentTo("notice.gas").stream().filter(notice::equals).count());
        assertTrue(hub.inquiries.notice(notice).isPresent());
        hub.inquiries.recordNoticeDelivery(notice);
    }

    /** A claim that waits for a concurrent resume returns the inquiry, because the pause has ended. */
    @Test
    void claimDuringResumeIsNotHeldBack() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID id = permit.inquiry("gas").id();
        pause();
        CompletableFuture<?> taking = hub.tx.required(sql -> {
            hub.agencies.resume(CasesHarness.OPERATOR, "gas");
            CompletableFuture<?> claim = CompletableFuture.supplyAsync(() -> hub.inquiries.claim(id));
            hub.awaitBlocked(1);
            return claim;
        });
        assertTrue(((Optional<?>) taking.join()).isPresent(), "it goes out, for the pause is over");
    }

    @Test
    void claimIsHeldBackDespiteConcurrentChange() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID id = permit.inquiry("gas").id();
        pause();
        CompletableFuture<?> taking = hub.tx.required(sql -> {
            sql.execute("update cases.inquiry set reminders = reminders where id = ?", id);
            CompletableFuture<?> claim = CompletableFuture.supplyAsync(() -> hub.inquiries.claim(id));
            hub.awaitBlocked(1);
            return claim;
        });
        assertEquals(Optional.empty(), taking.join());
        assertEquals(0, permit.inquiry("gas").attempts());
        assertEquals(1, resume());
    }

    /** Another node, or a restarted node, shows the pause after it has read the database. */
    @Test
    void otherNodesReadPause() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        AgencyControls other = new AgencyControls(hub.store);
        pause();
        other.sweep();
        hub.tx.run(sql -> assertNotNull(other.view(hub.store.inquiries().readUnlocked(permit.id).stream()
                        .filter(i -> i.agency().equals("gas"))
                        .findFirst()
                        .orElseThrow())
                .paused()));
    }

    @Test
    void pauseIsJournaledWithoutReason() {
        pause();
        resume();
        List<String> events = hub.tx.required(sql -> sql.createQuery("select event || ' ' || details from journal.entry"
                        + " where event in ('agency.paused', 'agency.resumed') order by id")
                .mapTo(String.class)
                .list());
        assertTrue(events.get(events.size() - 2).startsWith("agency.paused"), events::toString);
        assertTrue(events.get(events.size() - 1).startsWith("agency.resumed"), events::toString);
        assertFalse(events.toString().contains(WHY), events::toString);
    }

    @Test
    void rejectsInvalidPauses() {
        CasesHarness.assertRefused(
                Refusal.Kind.NOT_FOUND,
                "agency.unknown",
                () -> hub.agencies.pause(CasesHarness.OPERATOR, "nobody", WHY));
        CasesHarness.assertRefused(
                Refusal.Kind.INVALID, "agency.reason", () -> hub.agencies.pause(CasesHarness.OPERATOR, "gas", " "));
        CasesHarness.assertRefused(Refusal.Kind.CONFLICT, "agency.not-paused", this::resume);
        CasesHarness.assertRefused(
                Refusal.Kind.FORBIDDEN, "access.forbidden", () -> hub.agencies.pause(CasesHarness.OFFICE, "gas", WHY));
        pause();
        CasesHarness.assertRefused(Refusal.Kind.CONFLICT, "agency.paused", this::pause);
        CasesHarness.assertRefused(
                Refusal.Kind.CONFLICT, "agency.paused", () -> hub.agencies.retry(CasesHarness.OPERATOR, "gas"));
    }

    @Test
    void retryMakesWaitingInquiriesDueOnEveryNode() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID id = permit.inquiry("gas").id();
        hub.inquiries.claim(id).orElseThrow();
        hub.inquiries.recordFailure(id, "HTTP 503", Instant.now().plusSeconds(300));
        assertEquals("next-attempt", waits(id).code());
        assertTrue(waits(id).english().endsWith("after: HTTP 503"), waits(id).english());
        FakeDispatchers other = new FakeDispatchers();
        AgencyControls otherNode = new AgencyControls(hub.store);
        otherNode.dispatchers = other;
        otherNode.sweep();
        assertTrue(hub.agencies.retry(CasesHarness.OPERATOR, "gas") >= 1);
        assertTrue(sweep() >= 1);
        otherNode.sweep();
        otherNode.sweep();
        assertEquals(List.of("gas"), carriers.tried);
        assertEquals(List.of("gas"), other.tried, "once, and not what was asked before it came up");
    }

    @Test
    void limitsApplyToEveryNodeAndAfterRestart() {
        PermitCase.inquiring(hub, 4);
        FakeDispatchers other = new FakeDispatchers();
        AgencyControls otherNode = new AgencyControls(hub.store);
        otherNode.dispatchers = other;
        hub.agencies.limit(CasesHarness.OPERATOR, "gas", 2, null, WHY);
        assertEquals(Map.of("gas", new Limit(2, null)), carriers.limits);
        assertEquals(2, gas().limits().consumers());
        assertEquals(WHY, gas().limits().reason());
        hub.agencies.limit(CasesHarness.OPERATOR, "gas", 3, 0, WHY);
        otherNode.sweep();
        assertEquals(Map.of("gas", new Limit(3, 0)), other.limits, "the last one counts, as a whole");
        hub.agencies.limit(CasesHarness.OPERATOR, "gas", null, null, WHY);
        otherNode.sweep();
        assertEquals(Map.of(), carriers.limits);
        assertEquals(Map.of(), other.limits);
        assertNull(gas().limits());
        List<String> entries = hub.tx.required(sql -> sql.createQuery(
                        "select details::text from journal.entry where event = 'agency.limited' order by id")
                .mapTo(String.class)
                .list());
        List<String> last = entries.subList(entries.size() - 3, entries.size());
        assertTrue(last.get(0).matches(".*\"consumers\": ?2.*") && !last.get(0).contains("perSecond"), last::toString);
        assertTrue(last.get(1).matches(".*\"perSecond\": ?0.*"), last::toString);
        assertFalse(last.toString().contains(WHY), last::toString);
    }

    @Test
    void rejectsLimitsOutOfRange() {
        PermitCase.inquiring(hub, 4);
        for (int consumers : new int[] {-1, 0, 65}) {
            assertLimitRefused(Refusal.Kind.INVALID, "agency.consumers", consumers, 1, WHY);
        }
        for (int perSecond : new int[] {-1, 10_001}) {
            assertLimitRefused(Refusal.Kind.INVALID, "agency.per-second", 1, perSecond, WHY);
        }
        assertLimitRefused(Refusal.Kind.INVALID, "agency.limit-reason", 1, 1, " ");
        assertLimitRefused(Refusal.Kind.INVALID, "agency.limit-reason", 1, 1, "w".repeat(501));
        assertLimitRefused(Refusal.Kind.CONFLICT, "agency.not-limited", null, null, WHY);
        CasesHarness.assertRefused(
                Refusal.Kind.NOT_FOUND,
                "agency.unknown",
                () -> hub.agencies.limit(CasesHarness.OPERATOR, "nobody", 1, 1, WHY));
        CasesHarness.assertRefused(
                Refusal.Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.agencies.limit(CasesHarness.OFFICE, "gas", 1, 1, WHY));
        assertEquals(Map.of(), carriers.limits);
    }

    private void assertLimitRefused(Refusal.Kind kind, String code, Integer consumers, Integer perSecond, String why) {
        CasesHarness.assertRefused(
                kind, code, () -> hub.agencies.limit(CasesHarness.OPERATOR, "gas", consumers, perSecond, why));
    }

    @Test
    void reportsWhyEachInquiryWaits() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID id = permit.inquiry("gas").id();
        assertEquals("turn", waits(id).code());
        carriers.breaker = Breaker.OPEN;
        assertEquals("breaker", waits(id).code());
        assertTrue(waits(id)
                .english()
                .matches(
                        "Sending is suspended until \\S+Z by the circuit breaker; \\d+ waiting; last error: HTTP 503"));
        assertEquals("breaker-open", gas().state());
        carriers.agencies = Set.of();
        assertEquals("no-consumer", waits(id).code());
        assertEquals("no-consumer", gas().state());
        permit.deliver("gas");
        assertEquals("answer", waits(id).code());
        permit.answer("gas", Verdict.APPROVE, null);
        assertNull(waits(id));
    }
}
