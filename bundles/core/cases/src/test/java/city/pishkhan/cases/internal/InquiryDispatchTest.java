package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.agencies.Inquiries.Row;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests the interface of inquiries that dispatchers and observers use. */
class InquiryDispatchTest {
    private final CasesHarness hub = CasesHarness.shared();

    private static <T> List<T> all(Function<String, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<T> page = pages.apply(cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private Row row(String agency, UUID id) {
        return all(cursor -> hub.inquiries.list(agency, null, cursor, 50)).stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long emissions(UUID id) {
        return hub.sentTo("inquiry.gas").stream().filter(id::equals).count();
    }

    @Test
    void failedAttemptIsRetriedWhenDue() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID gas = permit.inquiry("gas").id();
        Instant next = Instant.now().plusSeconds(60);
        hub.inquiries.claim(gas).orElseThrow();
        hub.inquiries.recordFailure(gas, "connection refused", next);
        assertEquals("connection refused", row("gas", gas).lastError());
        assertEquals(1, row("gas", gas).attempts());

        hub.inquiryRedelivery.sweep(next.minusSeconds(1));
        assertEquals(1, emissions(gas));
        hub.inquiryRedelivery.sweep(next.plusSeconds(1));
        hub.inquiryRedelivery.sweep(next.plusSeconds(2));
        assertEquals(2, emissions(gas));
        Inquiry again = hub.inquiries.claim(gas).orElseThrow();
        assertEquals(2, again.emission());
        hub.inquiries.recordDelivery(gas, "G-1");
        assertNull(row("gas", gas).lastError());
        assertEquals(2, permit.inquiry("gas").attempts());
    }

    @Test
    void truncatesLongError() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID gas = permit.inquiry("gas").id();
        hub.inquiries.recordFailure(gas, "x".repeat(10_000), Instant.now().plusSeconds(3600));
        assertEquals(500, row("gas", gas).lastError().length());
        hub.inquiries.recordFailure(gas, null, Instant.now().plusSeconds(3600));
        assertEquals("", row("gas", gas).lastError());
    }

    @Test
    void retryAfterPromisedAnswerKeepsDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("gas");
        UUID gas = permit.inquiry("gas").id();
        Instant due = permit.inquiry("gas").due();
        Instant at = Instant.now().plusSeconds(30);
        hub.inquiries.scheduleRetry(gas, at);
        hub.inquiryRedelivery.sweep(at);
        assertEquals(2, emissions(gas));
        assertEquals(due, hub.inquiries.claim(gas).orElseThrow().due());
        assertEquals("delivered", permit.inquiry("gas").state());
    }

    @Test
    void answeredInquiryIsNotSentAgain() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("gas");
        UUID gas = permit.inquiry("gas").id();
        hub.inquiries.scheduleRetry(gas, Instant.now());
        permit.answer("gas", Verdict.APPROVE, null);
        hub.inquiries.scheduleRetry(gas, Instant.now());
        hub.inquiries.recordFailure(gas, "late", Instant.now());
        hub.inquiryRedelivery.sweep(Instant.now().plusSeconds(60));
        assertEquals(1, emissions(gas));
    }

    @Test
    void resendRepeatsPendingInquiriesAndNotices() {
        PermitCase permit = PermitCase.inquiring(hub, 4);
        UUID gas = permit.inquiry("gas").id();
        UUID water = permit.inquiry("water").id();
        PermitCase refused = PermitCase.inquiring(hub, 4).deliver("gas");
        refused.answer("water", Verdict.REJECT, "No main");
        hub.cases.withdraw(CasesHarness.OFFICE, refused.id, refused.version(), "sold");
        long notices = hub.sentTo("notice.gas").size();

        int sent = hub.inquiries.resend("gas");
        assertEquals(2, emissions(gas));
        assertEquals(
                1, hub.sentTo("inquiry.water").stream().filter(water::equals).count());
        assertTrue(hub.sentTo("notice.gas").size() > notices);
        assertTrue(hub.inquiries.resend(null) > sent);
        assertEquals(3, emissions(gas));
    }

    /** A timer that runs before the restore is complete must not send inquiries, because the restore sends all of them. */
    @Test
    void restoredInquiriesAreSentByResendOnly() throws IOException {
        UUID gas = PermitCase.inquiring(hub, 4).inquiry("gas").id();
        hub.inquiries.recordFailure(gas, "does not answer", Instant.now());
        String script = new String(
                CaseRepository.class
                        .getResourceAsStream("/db/cases/restored.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        hub.store.tx().run(sql -> sql.createScript(script).execute());
        hub.inquiryRedelivery.sweep(Instant.now().plusSeconds(60));
        assertEquals(1, emissions(gas));
        hub.inquiries.resend("gas");
        assertEquals(2, emissions(gas));
    }
}
