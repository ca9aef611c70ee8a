package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.agencies.Inquiries.Load;
import city.pishkhan.api.agencies.Inquiries.PendingInquiry;
import city.pishkhan.api.agencies.Inquiries.Row;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.Attachment;
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

/** Inquiries as agencies and operators see them. */
class InquiryListTest {
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

    @Test
    void countsInquiriesByState() {
        Load before = hub.inquiries.loads().stream()
                .filter(l -> l.agency().equals("fire"))
                .findFirst()
                .orElse(new Load("fire", 0, 0, 0, null));
        PermitCase.inquiring(hub, 8);
        hub.inquiries.claim(PermitCase.inquiring(hub, 8).inquiry("fire").id());
        PermitCase.inquiring(hub, 8).deliver("fire");
        Load after = hub.inquiries.loads().stream()
                .filter(l -> l.agency().equals("fire"))
                .findFirst()
                .orElseThrow();
        assertEquals(before.queued() + 1, after.queued());
        assertEquals(before.dispatched() + 1, after.dispatched());
        assertEquals(before.delivered() + 1, after.delivered());
        assertTrue(after.oldest().isBefore(Instant.now().plus(Duration.ofMinutes(1))));
    }

    @Test
    void operatorListsInquiriesByAgencyAndState() {
        PermitCase permit = PermitCase.inquiring(hub, 4).deliver("gas");
        Row first = hub.inquiries.list("gas", "delivered", null, 1).items().get(0);
        assertEquals(permit.inquiry("gas").id(), first.id());
        assertEquals(permit.view().number(), first.caseNumber());
        assertEquals("delivered", first.state());
        assertTrue(hub.inquiries.list(null, null, null, 200).items().size() > 4);
        assertEquals(List.of(), hub.inquiries.list("nobody", null, null, 10).items());
    }

    @Test
    void agencyListsItsOpenInquiriesOldestFirst() {
        PermitCase one = PermitCase.inquiring(hub, 4).deliver("gas");
        PermitCase two = PermitCase.inquiring(hub, 4).deliver("gas");
        PermitCase undelivered = PermitCase.inquiring(hub, 4);
        List<UUID> open = all(cursor -> hub.inquiries.listOpen("gas", cursor, 3)).stream()
                .map(o -> o.inquiry().id())
                .toList();
        assertTrue(open.indexOf(one.inquiry("gas").id())
                < open.indexOf(two.inquiry("gas").id()));
        assertTrue(open.contains(one.inquiry("gas").id()));
        assertFalse(open.contains(undelivered.inquiry("gas").id()));
        PendingInquiry last = all(cursor -> hub.inquiries.listOpen("gas", cursor, 50)).stream()
                .filter(o -> o.inquiry().id().equals(two.inquiry("gas").id()))
                .findFirst()
                .orElseThrow();
        assertEquals("delivered", last.state());
        assertEquals(two.inquiry("gas").due(), last.inquiry().due());
        CasesHarness.assertRefused(Kind.INVALID, "page.cursor", () -> hub.inquiries.listOpen("gas", "nonsense", 3));
    }

    @Test
    void onlyTheAskedAgencyOpensSheets() throws IOException {
        PermitCase permit = PermitCase.inquiring(hub, 8);
        UUID fire = permit.inquiry("fire").id();
        String sheet = "plan-" + permit.id;
        Attachment plan = hub.inquiries.attachment(CasesHarness.agency("fire"), fire, sheet);
        try (InputStream content = plan.content().open()) {
            assertEquals(sheet, new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(1, plan.revision());
        for (Caller other : List.of(CasesHarness.agency("gas"), CasesHarness.OFFICE, CasesHarness.OPERATOR)) {
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "inquiry.unknown", () -> hub.inquiries.attachment(other, fire, sheet));
        }
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "attachment.unknown",
                () -> hub.inquiries.attachment(CasesHarness.agency("fire"), fire, "deed-" + permit.id));
    }
}
