package city.pishkhan.governance.internal;

import static city.pishkhan.governance.internal.GovernanceHarness.CHAIR;
import static city.pishkhan.governance.internal.GovernanceHarness.PERMIT;
import static city.pishkhan.governance.internal.GovernanceHarness.PLANNING;
import static city.pishkhan.governance.internal.GovernanceHarness.THREE;
import static city.pishkhan.governance.internal.GovernanceHarness.TODAY;
import static city.pishkhan.governance.internal.GovernanceHarness.TWO;
import static city.pishkhan.governance.internal.GovernanceHarness.draft;
import static city.pishkhan.governance.internal.GovernanceHarness.exposure;
import static city.pishkhan.governance.internal.GovernanceHarness.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.SeatAcceptance;
import city.pishkhan.governance.internal.seats.SeatedCommittee;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Once the city has a decision, changing a committee's file gives no person a seat, but removing a person takes effect at once. */
class SeatAcceptanceTest {
    private static final String KINDS = "expose, withdraw, rules, special-request";
    private static final String SEATS = "planning-deputy: chair / deputy, municipality: two, institute: three";
    private static final Caller FRIEND = new Caller("friend", Set.of("committee"));

    private final GovernanceHarness town = new GovernanceHarness();

    @BeforeEach
    void begun() {
        assertEquals(List.of(), town.seats.currentCommittees().warnings());
        town.decide(Kind.EXPOSE, TODAY, exposure(null));
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private void file(String decides, int quorum, String seats) {
        town.seats.committees = List.of(new SeatedCommittee(CommitteeSeats.parse("steering", decides, quorum, seats)));
    }

    private UUID drafted() {
        return town.committeeService
                .draft(PLANNING, draft(Kind.WITHDRAW, TODAY, exposure(null)))
                .id();
    }

    @Test
    void filesFoundCommitteesUntilFirstDecision() {
        assertEquals(
                2, town.events().stream().filter("committee.founded"::equals).count());
        try (GovernanceHarness other = new GovernanceHarness()) {
            other.seats.currentCommittees();
            other.seats.committees = List.of(
                    new SeatedCommittee(CommitteeSeats.parse("steering", KINDS, 2, SEATS + ", security: friend")));
            assertTrue(other.seats
                    .currentCommittees()
                    .get("steering")
                    .seatOf("friend")
                    .isPresent());
            assertEquals(
                    "committee.refounded", other.events().get(other.events().size() - 1));
        }
    }

    @Test
    void newSeatAndQuorumWaitForAcceptance() {
        file(KINDS, 1, SEATS + ", security: friend");
        UUID id = drafted();
        refused("access.forbidden", () -> town.committeeService.vote(FRIEND, id, "yes", null));
        town.committeeService.vote(TWO, id, "yes", null);
        refused("decision.no-quorum", () -> town.committeeService.sign(CHAIR, id));
        assertTrue(town.committeeService.missing().stream()
                .anyMatch(m -> m.what().english().contains("committee-accept")));
        town.acceptCommittee(CommitteeSeats.parse("steering", KINDS, 1, SEATS + ", security: friend"));
        town.committeeService.vote(FRIEND, id, "yes", null);
        assertEquals("adopted", town.committeeService.sign(CHAIR, id).state());
        assertTrue(town.events().contains("committee.accepted"));
        assertEquals(List.of(), town.seats.currentCommittees().warnings());
    }

    @Test
    void newMemberWaitsWhileOldMemberLosesSeat() {
        file(KINDS, 2, SEATS.replace("two", "friend"));
        UUID id = drafted();
        refused("access.forbidden", () -> town.committeeService.vote(TWO, id, "yes", null));
        refused("access.forbidden", () -> town.committeeService.vote(FRIEND, id, "yes", null));
        town.committeeService.vote(THREE, id, "yes", null);
        town.committeeService.vote(CHAIR, id, "yes", null);
        assertEquals("adopted", town.committeeService.sign(CHAIR, id).state());
    }

    /** A different order of seats is a different committee, because the first seat is the chair's. */
    @Test
    void reorderedSeatsWaitForAcceptance() {
        file(KINDS, 2, "municipality: two, planning-deputy: chair / deputy, institute: three");
        assertEquals(
                "planning-deputy",
                town.seats.currentCommittees().get("steering").seats().get(0).name());
        assertEquals(1, town.seats.currentCommittees().warnings().size());
    }

    @Test
    void addedKindWaitsAndRemovedKindEndsAtOnce() {
        file("expose, sanction", 2, SEATS);
        assertEquals(
                Set.of(Kind.EXPOSE),
                town.seats.currentCommittees().get("steering").decides());
    }

    @Test
    void newCommitteeCannotDecideBeforeAcceptance() {
        town.seats.committees = List.of(
                new SeatedCommittee(CommitteeSeats.parse("friends", KINDS, 2, "a: friend, b: friend-2, c: friend-3")));
        refused("committee.no-seats", this::drafted);
    }

    @Test
    void refusesAcceptanceOfChangedFile() {
        file(KINDS, 2, SEATS + ", security: friend");
        Map<String, String> asked = town.seats.complete(Map.of("committee", "steering"));
        file(KINDS, 2, SEATS + ", security: stranger");
        refused("committee.changed", () -> town.seats.check(asked));
        file(KINDS, 2, SEATS);
        Map<String, String> same = town.seats.complete(Map.of("committee", "steering"));
        refused("committee.accepted", () -> town.seats.check(same));
        refused("committee.unknown", () -> town.seats.complete(Map.of("committee", "nobody")));
    }

    /** A new instance, as after a restart or on another node, knows the seats that were accepted before. */
    @Test
    void newInstanceReadsAcceptedSeats() {
        SeatAcceptance later = new SeatAcceptance(town.database.tx(), town.database.schemas(), town.journal);
        later.committees = List.of(new SeatedCommittee(
                CommitteeSeats.parse("steering", KINDS, 2, SEATS + ", mayor-1 (district 1): friend / other")));
        assertEquals(3, later.currentCommittees().get("steering").seats().size());
        town.acceptCommittee(
                CommitteeSeats.parse("steering", KINDS, 2, SEATS + ", mayor-1 (district 1): friend / other"));
        assertTrue(later.currentCommittees().get("steering").seatOf("other").isPresent());
        assertEquals(PERMIT, exposure(null).service());
    }
}
