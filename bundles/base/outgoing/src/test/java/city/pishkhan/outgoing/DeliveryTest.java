package city.pishkhan.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the order, retries and leases of deliveries, on a real database. */
class DeliveryTest {
    private Recipients recipients;
    private Delivery<Long> delivery;

    @BeforeEach
    void start() {
        recipients = new Recipients();
        delivery = recipients.delivery();
    }

    @AfterEach
    void stop() {
        recipients.close();
    }

    @Test
    void deliversAllEntriesInOrderOnce() throws Exception {
        recipients.last = 3;
        assertTrue(delivery.deliverNext());
        assertTrue(delivery.deliverNext());
        assertTrue(delivery.deliverNext());
        assertFalse(delivery.deliverNext());
        assertFalse(recipients.delivery().deliverNext());
        assertEquals(List.of(1L, 2L, 3L), recipients.received);
        assertEquals("3", recipients.value("place"));
        assertNotNull(recipients.value("delivered_at"));
    }

    @Test
    void retryDelayGrowsToMaximum() throws Exception {
        recipients.last = 1;
        recipients.failure = new IOException("away " + "x".repeat(400));
        List<String> delays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertFalse(delivery.deliverNext());
            delays.add(recipients.value("ceil(extract(epoch from next_attempt - now()))::int"));
            assertFalse(delivery.deliverNext(), "not before its time");
            recipients.makeDue("next_attempt");
        }
        assertEquals(List.of("2", "4", "8", "10", "10"), delays);
        assertEquals("5", recipients.value("attempts"), "each turn is one attempt");
        assertTrue(recipients.value("last_error").startsWith("java.io.IOException: away x"));
        assertEquals("300", recipients.value("length(last_error)"));
        assertEquals("0", recipients.value("place"));
        recipients.failure = null;
        assertTrue(delivery.deliverNext());
        assertEquals(List.of(1L), recipients.received);
        assertEquals("0", recipients.value("attempts"));
        assertNull(recipients.value("last_error"));
    }

    @Test
    void oneNodeDeliversAtATime() throws Exception {
        recipients.last = 2;
        List<Boolean> others = new ArrayList<>();
        recipients.meanwhile = () -> {
            recipients.meanwhile = () -> {};
            try {
                others.add(recipients.delivery().deliverNext());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        assertTrue(delivery.deliverNext());
        assertEquals(List.of(false), others);
        assertEquals(List.of(1L), recipients.received);
        assertTrue(recipients.delivery().deliverNext(), "the turn has ended");
    }

    @Test
    void oneNodeHoldsLeaseUntilItExpires() {
        Duration length = Duration.ofSeconds(30);
        assertEquals(OptionalLong.of(0), recipients.rows.findDue(Recipients.NAME));
        assertTrue(recipients.rows.lease(Recipients.NAME, 0, length));
        assertFalse(recipients.rows.lease(Recipients.NAME, 0, length));
        assertEquals(OptionalLong.empty(), recipients.rows.findDue(Recipients.NAME));
        recipients.makeDue("leased_until");
        assertEquals(OptionalLong.of(0), recipients.rows.findDue(Recipients.NAME));
        recipients.rows.recordAccepted(Recipients.NAME, 4);
        assertFalse(recipients.rows.lease(Recipients.NAME, 0, length), "another has told that meanwhile");
        recipients.rows.recordAccepted(Recipients.NAME, 3);
        assertEquals(OptionalLong.of(4), recipients.rows.findDue(Recipients.NAME), "it never goes back");
    }

    @Test
    void leaseOutlastsRecipientTimeout() throws Exception {
        recipients.last = 1;
        List<String> lease = new ArrayList<>();
        recipients.meanwhile = () -> lease.add(recipients.value("ceil(extract(epoch from leased_until - now()))::int"));
        delivery.deliverNext();
        assertEquals(List.of("25"), lease);
    }
}
