package city.pishkhan.worklist.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Only the newest claim of a worklist item entitles its holder to work on the item. */
class ClaimTest {
    private static final Caller ANNA = new Caller("anna", Set.of("agency:fire"));

    private static WorklistRepository.Row row(String holder, long fence) {
        return new WorklistRepository.Row(
                UUID.randomUUID(), Instant.EPOCH, holder, holder == null ? null : Instant.MAX, fence, null);
    }

    private static void refused(WorklistRepository.Row row, long claim) {
        assertEquals(
                "worklist.fence",
                assertThrows(Refusal.class, () -> row.requireClaim(ANNA, claim)).code());
    }

    @Test
    void holderNeedsNewestClaim() {
        row("anna", 2).requireClaim(ANNA, 2);
        refused(row("anna", 2), 1);
    }

    @Test
    void otherClerkHasNoClaim() {
        refused(row("ben", 2), 2);
        refused(row(null, 2), 2);
    }
}
