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

/** Schedule of deliveries, on a real database. */
class DeliveryTest {
    private Recipients room;
    private Delivery<Long> delivery;

    @BeforeEach
    void start() {
        room = new Recipients();
        delivery = room.delivery();
    }

    @AfterEach
    void stop() {
        room.close();
    }

    @Test
    void tellsAllInOrderAndNothingTwice() throws Exception {
        room.last = 3;
        assertTrue(delivery.turn());
        assertTrue(delivery.turn());
        assertTrue(delivery.turn());
        assertFalse(delivery.turn());
        assertFalse(room.delivery().turn());
        assertEquals(List.of(1L, 2L, 3L), room.heard);
        assertEquals("3", room.value("place"));
        assertNotNull(room.value("told"));
    }

    @Test
    void triesAgainLaterAndLaterButNoLaterThanTheMost() throws Exception {
        room.last = 1;
        room.failure = new IOException("away " + "x".repeat(400));
        List<String> delays = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertFalse(delivery.turn());
            delays.add(room.value("ceil(extract(epoch from next_attempt - now()))::int"));
            assertFalse(delivery.turn(), "not before its time");
            room.comes("next_attempt");
        }
        assertEquals(List.of("2", "4", "8", "10", "10"), delays);
        assertEquals("5", room.value("attempts"), "each turn is one attempt");
        assertTrue(room.value("last_error").startsWith("java.io.IOException: away x"));
        assertEquals("300", room.value("length(last_error)"));
        assertEquals("0", room.value("place"));
        room.failure = null;
        assertTrue(delivery.turn());
        assertEquals(List.of(1L), room.heard);
        assertEquals("0", room.value("attempts"));
        assertNull(room.value("last_error"));
    }

    @Test
    void oneNodeTellsAtATime() throws Exception {
        room.last = 2;
        List<Boolean> others = new ArrayList<>();
        room.meanwhile = () -> {
            room.meanwhile = () -> {};
            try {
                others.add(room.delivery().turn());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        assertTrue(delivery.turn());
        assertEquals(List.of(false), others);
        assertEquals(List.of(1L), room.heard);
        assertTrue(room.delivery().turn(), "the turn has ended");
    }

    @Test
    void theFastestOfSeveralNodesHasTheTurnAndOneThatDiesInItLosesIt() {
        Duration length = Duration.ofSeconds(30);
        assertEquals(OptionalLong.of(0), room.rows.due(Recipients.NAME));
        assertTrue(room.rows.lease(Recipients.NAME, 0, length));
        assertFalse(room.rows.lease(Recipients.NAME, 0, length));
        assertEquals(OptionalLong.empty(), room.rows.due(Recipients.NAME));
        room.comes("leased_until");
        assertEquals(OptionalLong.of(0), room.rows.due(Recipients.NAME));
        room.rows.taken(Recipients.NAME, 4);
        assertFalse(room.rows.lease(Recipients.NAME, 0, length), "another has told that meanwhile");
        room.rows.taken(Recipients.NAME, 3);
        assertEquals(OptionalLong.of(4), room.rows.due(Recipients.NAME), "it never goes back");
    }

    @Test
    void aTurnLastsLongerThanTheRecipientsPatience() throws Exception {
        room.last = 1;
        List<String> lease = new ArrayList<>();
        room.meanwhile = () -> lease.add(room.value("ceil(extract(epoch from leased_until - now()))::int"));
        delivery.turn();
        assertEquals(List.of("25"), lease);
    }
}
