package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.agencies.Inquiries.Load;
import city.pishkhan.api.agencies.Inquiries.Row;
import city.pishkhan.cases.internal.model.StoredTime;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The operator's overview of inquiries. */
class InquiryOverviewTest {
    private final CasesHarness hub = CasesHarness.shared();

    private Load load(String agency) {
        return hub.inquiries.loads().stream()
                .filter(load -> load.agency().equals(agency))
                .findFirst()
                .orElse(new Load(agency, 0, 0, 0, null));
    }

    @Test
    void loadCountsUnansweredInquiries() {
        Load before = load("planning");
        PermitCase permit = PermitCase.submitted(hub, 4);
        UUID asked = permit.inquiry("planning").id();
        assertEquals(before.queued() + 1, load("planning").queued());
        hub.inquiries.claim(asked);
        assertEquals(before.queued(), load("planning").queued());
        assertEquals(before.dispatched() + 1, load("planning").dispatched());
        hub.inquiries.recordDelivery(asked, "r-1");
        assertEquals(before.dispatched(), load("planning").dispatched());
        assertEquals(before.delivered() + 1, load("planning").delivered());
        assertTrue(load("planning").oldest().isBefore(StoredTime.get().plus(Duration.ofSeconds(1))));
        permit.planned(10);
        assertEquals(before.delivered(), load("planning").delivered());
    }

    @Test
    void listsInquiriesNewestFirstByAgencyAndState() {
        PermitCase permit = PermitCase.submitted(hub, 4);
        UUID asked = permit.inquiry("planning").id();
        Page<Row> page = hub.inquiries.list("planning", "queued", null, 1);
        assertEquals(asked, page.items().get(0).id());
        assertEquals("queued", page.items().get(0).state());
        hub.inquiries.claim(asked);
        assertTrue(hub.inquiries.list("planning", "queued", null, 200).items().stream()
                .noneMatch(row -> row.id().equals(asked)));
        assertEquals(
                asked,
                hub.inquiries
                        .list("planning", "dispatched", null, 1)
                        .items()
                        .get(0)
                        .id());
    }
}
