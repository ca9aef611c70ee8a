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

/** A decision is made by the committee whose file lists the kind of the decision. */
class SeatedCommitteesTest {
    private final SeatedCommittees seatedCommittees = new SeatedCommittees(
            List.of(
                    CommitteeSeats.parse("steering", "expose, withdraw", 1, "chair: chair"),
                    CommitteeSeats.parse("discipline", "sanction", 1, "inspectorate: disciplinarian")),
            List.of());

    @Test
    void findsCommitteeForKind() {
        assertEquals("discipline", seatedCommittees.committeeFor(Kind.SANCTION).name());
        assertEquals("steering", seatedCommittees.get("steering").name());
        assertTrue(seatedCommittees.hasCommitteeFor(Kind.EXPOSE));
    }

    @Test
    void refusesKindWithoutCommittee() {
        assertFalse(seatedCommittees.hasCommitteeFor(Kind.RULES));
        refused("committee.no-seats", () -> seatedCommittees.committeeFor(Kind.RULES));
        refused("committee.no-seats", () -> seatedCommittees.get("planning"));
    }

    @Test
    void refusesKindOfTwoCommittees() {
        SeatedCommittees twice = new SeatedCommittees(
                List.of(
                        CommitteeSeats.parse("discipline", "sanction", 1, "a: a"),
                        CommitteeSeats.parse("friends", "sanction", 1, "b: b")),
                List.of());
        refused("committee.twice", () -> twice.committeeFor(Kind.SANCTION));
        assertTrue(twice.hasCommitteeFor(Kind.SANCTION));
        assertEquals(1, twice.warnings().size());
        assertTrue(twice.warnings().get(0).english().contains("discipline, friends"), twice.warnings()::toString);
    }

    private static void refused(String code, Executable call) {
        assertEquals(code, assertThrows(Refusal.class, call).code());
    }
}
