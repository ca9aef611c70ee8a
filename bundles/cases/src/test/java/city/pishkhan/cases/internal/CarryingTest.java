package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Inquiries.Load;
import city.pishkhan.api.Inquiries.Open;
import city.pishkhan.api.Inquiries.Row;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Inquiries from the side of those who carry them, and of those who watch. */
class CarryingTest {
    private final Hub hub = Hub.shared();

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
                .filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    private long emissions(UUID id) {
        return hub.sentTo("inquiry.gas").stream().filter(id::equals).count();
    }

    @Test
    void anAttemptThatFailedIsRecordedAndSentAgainWhenItsTimeComes() {
        Permit permit = Permit.inquiring(hub, 4);
        UUID gas = permit.inquiry("gas").id();
        Instant next = Instant.now().plusSeconds(60);
        hub.inquiries.take(gas).orElseThrow();
        hub.inquiries.failed(gas, "connection refused", next);
        assertEquals("connection refused", row("gas", gas).lastError());
        assertEquals(1, row("gas", gas).attempts());

        hub.emissions.sweep(next.minusSeconds(1));
        assertEquals(1, emissions(gas));
        hub.emissions.sweep(next.plusSeconds(1));
        hub.emissions.sweep(next.plusSeconds(2));
        assertEquals(2, emissions(gas));
        Inquiry again = hub.inquiries.take(gas).orElseThrow();
        assertEquals(2, again.emission());
        hub.inquiries.delivered(gas, "G-1");
        assertNull(row("gas", gas).lastError());
        assertEquals(2, permit.inquiry("gas").attempts());
    }

    @Test
    void aLongErrorIsCut() {
        Permit permit = Permit.inquiring(hub, 4);
        UUID gas = permit.inquiry("gas").id();
        hub.inquiries.failed(gas, "x".repeat(10_000), Instant.now().plusSeconds(3600));
        assertEquals(500, row("gas", gas).lastError().length());
        hub.inquiries.failed(gas, null, Instant.now().plusSeconds(3600));
        assertEquals("", row("gas", gas).lastError());
    }

    @Test
    void aPartnerThatPromisedAnAnswerIsAskedAgainWithoutANewClock() {
        Permit permit = Permit.inquiring(hub, 4).deliver("gas");
        UUID gas = permit.inquiry("gas").id();
        Instant due = permit.inquiry("gas").due();
        Instant at = Instant.now().plusSeconds(30);
        hub.inquiries.again(gas, at);
        hub.emissions.sweep(at);
        assertEquals(2, emissions(gas));
        assertEquals(due, hub.inquiries.take(gas).orElseThrow().due());
        assertEquals("delivered", permit.inquiry("gas").state());
    }

    @Test
    void whatIsOverIsNeverSentAgain() {
        Permit permit = Permit.inquiring(hub, 4).deliver("gas");
        UUID gas = permit.inquiry("gas").id();
        hub.inquiries.again(gas, Instant.now());
        permit.answer("gas", Verdict.APPROVE, null);
        hub.inquiries.again(gas, Instant.now());
        hub.inquiries.failed(gas, "late", Instant.now());
        hub.emissions.sweep(Instant.now().plusSeconds(60));
        assertEquals(1, emissions(gas));
    }

    @Test
    void afterARestoreAllThatIsToBeCarriedIsSentAgain() {
        Permit permit = Permit.inquiring(hub, 4);
        UUID gas = permit.inquiry("gas").id();
        UUID water = permit.inquiry("water").id();
        int sent = hub.inquiries.resend("gas");
        assertTrue(sent >= 1);
        assertEquals(2, emissions(gas));
        assertEquals(1, hub.sentTo("inquiry.water").stream().filter(water::equals).count());
        assertTrue(hub.inquiries.resend(null) > sent);
        assertEquals(3, emissions(gas));
    }

    @Test
    void anAgencySeesWhatItHoldsOldestFirst() {
        Permit one = Permit.inquiring(hub, 4).deliver("gas");
        Permit two = Permit.inquiring(hub, 4).deliver("gas");
        Permit undelivered = Permit.inquiring(hub, 4);
        List<UUID> open = all(cursor -> hub.inquiries.open("gas", cursor, 3)).stream().map(o -> o.inquiry().id()).toList();
        assertTrue(open.indexOf(one.inquiry("gas").id()) < open.indexOf(two.inquiry("gas").id()));
        assertTrue(open.contains(one.inquiry("gas").id()));
        assertFalse(open.contains(undelivered.inquiry("gas").id()));
        Open last = all(cursor -> hub.inquiries.open("gas", cursor, 50)).stream()
                .filter(o -> o.inquiry().id().equals(two.inquiry("gas").id())).findFirst().orElseThrow();
        assertEquals("delivered", last.state());
        assertEquals(two.inquiry("gas").due(), last.inquiry().due());
        Hub.refused(Kind.INVALID, "page.cursor", () -> hub.inquiries.open("gas", "nonsense", 3));
    }

    @Test
    void theOperatorSeesLoads() {
        Load before = hub.inquiries.loads().stream().filter(l -> l.agency().equals("fire")).findFirst().orElse(new Load("fire", 0, 0, 0, null));
        Permit.inquiring(hub, 8);
        hub.inquiries.take(Permit.inquiring(hub, 8).inquiry("fire").id());
        Permit.inquiring(hub, 8).deliver("fire");
        Load after = hub.inquiries.loads().stream().filter(l -> l.agency().equals("fire")).findFirst().orElseThrow();
        assertEquals(before.queued() + 1, after.queued());
        assertEquals(before.dispatched() + 1, after.dispatched());
        assertEquals(before.delivered() + 1, after.delivered());
        assertTrue(after.oldest().isBefore(Instant.now().plus(Duration.ofMinutes(1))));
    }

    @Test
    void theOperatorListsByAgencyAndState() {
        Permit permit = Permit.inquiring(hub, 4).deliver("gas");
        Row first = hub.inquiries.list("gas", "delivered", null, 1).items().get(0);
        assertEquals(permit.inquiry("gas").id(), first.id());
        assertEquals(permit.view().number(), first.caseNumber());
        assertEquals("delivered", first.state());
        assertTrue(hub.inquiries.list(null, null, null, 200).items().size() > 4);
        assertEquals(List.of(), hub.inquiries.list("nobody", null, null, 10).items());
    }

    @Test
    void onlyTheAgencyThatHoldsAnInquiryOpensItsSheets() throws IOException {
        Permit permit = Permit.inquiring(hub, 8);
        UUID fire = permit.inquiry("fire").id();
        String sheet = "plan-" + permit.id;
        Attachment plan = hub.inquiries.attachment(Hub.agency("fire"), fire, sheet);
        try (InputStream content = plan.content().open()) {
            assertEquals(sheet, new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(1, plan.revision());
        for (Caller other : List.of(Hub.agency("gas"), Hub.OFFICE, Hub.OPERATOR)) {
            Hub.refused(Kind.NOT_FOUND, "inquiry.unknown", () -> hub.inquiries.attachment(other, fire, sheet));
        }
        Hub.refused(Kind.NOT_FOUND, "attachment.unknown", () -> hub.inquiries.attachment(Hub.agency("fire"), fire, "deed-" + permit.id));
    }
}
