package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.governance.Committee.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A decision goes to the committee that decides its kind, and stays with it. */
class SeatedCommitteesTest {
    private final SeatedCommittees seatedCommittees = new SeatedCommittees(List.of(
            new SeatedCommittee(CommitteeSeats.parse("steering", "expose, withdraw", 1, "chair: chair")),
            new SeatedCommittee(CommitteeSeats.parse("discipline", "sanction", 1, "inspectorate: disciplinarian"))));

    @Test
    void aKindHasItsCommittee() {
        assertEquals("discipline", seatedCommittees.deciding(Kind.SANCTION).name());
        assertEquals("steering", seatedCommittees.named("steering").name());
        assertTrue(seatedCommittees.decides(Kind.EXPOSE));
    }

    @Test
    void whatNobodyDecidesIsRefused() {
        assertFalse(seatedCommittees.decides(Kind.RULES));
        GovernanceHarness.refused("committee.no-seats", () -> seatedCommittees.deciding(Kind.RULES));
        GovernanceHarness.refused("committee.no-seats", () -> seatedCommittees.named("planning"));
    }
}
