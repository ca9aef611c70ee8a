package city.pishkhan.governance.internal.seats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A decision is made by the committee that decides its kind. */
class SeatedCommitteesTest {
    private final SeatedCommittees seatedCommittees = new SeatedCommittees(
            List.of(
                    CommitteeSeats.parse("steering", "expose, withdraw", 1, "chair: chair"),
                    CommitteeSeats.parse("discipline", "sanction", 1, "inspectorate: disciplinarian")),
            List.of());

    @Test
    void aKindHasItsCommittee() {
        assertEquals("discipline", seatedCommittees.deciding(Kind.SANCTION).name());
        assertEquals("steering", seatedCommittees.named("steering").name());
        assertTrue(seatedCommittees.decides(Kind.EXPOSE));
    }

    @Test
    void whatNobodyDecidesIsRefused() {
        assertFalse(seatedCommittees.decides(Kind.RULES));
        refused("committee.no-seats", () -> seatedCommittees.deciding(Kind.RULES));
        refused("committee.no-seats", () -> seatedCommittees.named("planning"));
    }

    @Test
    void whatTwoClaimNobodyDecides() {
        SeatedCommittees twice = new SeatedCommittees(
                List.of(
                        CommitteeSeats.parse("discipline", "sanction", 1, "a: a"),
                        CommitteeSeats.parse("friends", "sanction", 1, "b: b")),
                List.of());
        refused("committee.twice", () -> twice.deciding(Kind.SANCTION));
        assertTrue(twice.decides(Kind.SANCTION));
        assertEquals(1, twice.refused().size());
        assertTrue(twice.refused().get(0).english().contains("discipline, friends"), twice.refused()::toString);
    }

    private static void refused(String code, Executable call) {
        assertEquals(code, assertThrows(Refusal.class, call).code());
    }
}
