package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.BacklogWatch.Backlog;
import city.pishkhan.persistence.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxBacklogTest {

    @Test
    void countsWaitingMessagesAndOldest() {
        try (TestStore store = TestStore.start()) {
            SqlOutbox outbox = new SqlOutbox(store.tx(), store.schemas());
            assertEquals(Backlog.NONE, outbox.backlog());
            Instant before = Instant.now().minusMillis(1);
            for (int i = 0; i < 3; i++) {
                store.tx().run(sql -> outbox.send("inquiry.gas", UUID.randomUUID()));
            }
            Backlog backlog = outbox.backlog();
            assertEquals(3, backlog.waiting());
            assertTrue(
                    backlog.oldest().isAfter(before) && backlog.oldest().isBefore(before.plus(Duration.ofMinutes(1))),
                    backlog::toString);
            outbox.drain(Instant.now().plusSeconds(1), 10, messages -> null);
            assertEquals(Backlog.NONE, outbox.backlog());
        }
    }
}
