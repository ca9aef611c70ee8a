package city.pishkhan.catalogue.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Committee.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A decision goes to the committee that decides its kind, and stays with it. */
class SittingTest {
    private final Sitting sitting = new Sitting(List.of(
            new SeatedCommittee(Seats.parse("steering", "expose, withdraw", 1, "chair: chair")),
            new SeatedCommittee(Seats.parse("discipline", "sanction", 1, "inspectorate: disciplinarian"))));

    @Test
    void aKindHasItsCommittee() {
        assertEquals("discipline", sitting.deciding(Kind.SANCTION).name());
        assertEquals("steering", sitting.named("steering").name());
        assertTrue(sitting.decides(Kind.EXPOSE));
    }

    @Test
    void whatNobodyDecidesIsRefused() {
        assertFalse(sitting.decides(Kind.RULES));
        Town.refused("committee.no-seats", () -> sitting.deciding(Kind.RULES));
        Town.refused("committee.no-seats", () -> sitting.named("planning"));
    }
}
