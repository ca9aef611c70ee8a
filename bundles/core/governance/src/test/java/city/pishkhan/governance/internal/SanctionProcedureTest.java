package city.pishkhan.governance.internal;

import static city.pishkhan.governance.internal.GovernanceHarness.CHAIR;
import static city.pishkhan.governance.internal.GovernanceHarness.DISCIPLINE;
import static city.pishkhan.governance.internal.GovernanceHarness.GUARD;
import static city.pishkhan.governance.internal.GovernanceHarness.INSPECTORATE;
import static city.pishkhan.governance.internal.GovernanceHarness.LAWYER;
import static city.pishkhan.governance.internal.GovernanceHarness.PERMIT;
import static city.pishkhan.governance.internal.GovernanceHarness.TECHNICIAN;
import static city.pishkhan.governance.internal.GovernanceHarness.THREE;
import static city.pishkhan.governance.internal.GovernanceHarness.TODAY;
import static city.pishkhan.governance.internal.GovernanceHarness.TWO;
import static city.pishkhan.governance.internal.GovernanceHarness.draft;
import static city.pishkhan.governance.internal.GovernanceHarness.exposure;
import static city.pishkhan.governance.internal.GovernanceHarness.refused;
import static city.pishkhan.governance.internal.GovernanceHarness.sanction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.governance.Committee.Appeal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Offices.Succession;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.identifiers.OfficeHours;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sanction needs several people and a complaint, excludes accused members, and can be appealed. */
class SanctionProcedureTest {
    private static final Caller OFFICE = new Caller("clerk-7", Set.of("office:7"));
    private static final Caller INSTITUTE_MEMBER = new Caller("institute-member", Set.of("discipline"));
    private static final String DANGER = "it hands out forged permits";

    private GovernanceHarness harness;

    @BeforeEach
    void start() {
        harness = new GovernanceHarness();
        harness.office("7", "e7");
        harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        harness.addSuccessorOffice();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static Terms suspension() {
        return sanction("office", "7", "suspend", null, null);
    }

    private static Terms urgentTerms(String danger, LocalDate until) {
        return sanction("office", "7", "suspend", null, until, danger, "finish");
    }

    private UUID drafted(Terms terms) {
        return harness.committeeService
                .draft(DISCIPLINE, draft(Kind.SANCTION, TODAY, terms))
                .id();
    }

    private void vote(UUID decision, Caller... voters) {
        for (Caller voter : voters) {
            harness.committeeService.vote(voter, decision, "yes", null);
        }
    }

    private String state(Instant at) {
        return harness.offices.find("7").isEmpty()
                ? null
                : harness.governanceRepository
                        .view()
                        .office("7", at)
                        .orElseThrow()
                        .state();
    }

    @Test
    void sanctionNeedsComplaint() {
        Terms none = new Terms(null, null, null, null, null, null, "office", "7", "suspend", null);
        assertEquals(
                "terms.complaint",
                refused("decision.no-complaint", () -> drafted(none)).field());
        // the signature repeats the checks of the draft
        UUID old = drafted(suspension());
        harness.database
                .tx()
                .run(sql -> sql.execute(
                        "update governance.decision set terms = (terms::jsonb - 'complaint')::text where id = ?", old));
        vote(old, INSPECTORATE, GUARD, LAWYER);
        refused("decision.no-complaint", () -> harness.committeeService.sign(INSPECTORATE, old));
        harness.committeeService.grounds = null;
        refused("committee.no-complaints", () -> drafted(suspension()));
        assertEquals("contracted", state(Instant.now()));
    }

    @Test
    void complaintIsCheckedAgainAtAdoption() {
        UUID id = drafted(suspension());
        vote(id, INSPECTORATE, GUARD, LAWYER);
        harness.complaints.heard = false;
        refused("decision.no-complaint", () -> harness.committeeService.sign(INSPECTORATE, id));
        harness.complaints.heard = true;
        Decision signed = harness.committeeService.sign(INSPECTORATE, id);
        assertEquals(List.of(signed), harness.complaints.signed);
        assertEquals("suspended", state(Instant.now()));
    }

    /** Another login of the same person does not count as another person, at either instance. */
    @Test
    void secondLoginOfSamePersonIsRefused() {
        Caller clerk = new Caller("inspectorate-member-2", Set.of("discipline"), "key.person-1");
        Caller inspectorate = new Caller("inspectorate-member", Set.of("discipline"), "key.person-1");
        UUID id = harness.committeeService
                .draft(clerk, draft(Kind.SANCTION, TODAY, suspension()))
                .id();
        vote(id, inspectorate, GUARD, LAWYER);
        refused("decision.own-draft", () -> harness.committeeService.sign(inspectorate, id));
        Caller guard = new Caller("guard", Set.of("discipline"), "key.person-2");
        harness.committeeService.sign(guard, id);
        harness.committeeService.appeal(OFFICE, id);
        UUID word = draftAppealDecision(id, false);
        Caller steering = new Caller("chair", Set.of("committee", "chair"), "key.person-1");
        refused("vote.first-instance", () -> harness.committeeService.vote(steering, word, "yes", null));
    }

    @Test
    void drafterCannotChairVote() {
        UUID id = harness.committeeService
                .draft(INSPECTORATE, draft(Kind.SANCTION, TODAY, suspension()))
                .id();
        vote(id, INSPECTORATE, GUARD, LAWYER);
        refused("decision.own-draft", () -> harness.committeeService.sign(INSPECTORATE, id));
        assertEquals("guard", harness.committeeService.sign(GUARD, id).signedBy(), "the next seat takes the chair");
    }

    @Test
    void quorumIsAtLeastThreeBodies() {
        UUID id = drafted(suspension());
        vote(id, INSPECTORATE, GUARD);
        refused("decision.no-quorum", () -> harness.committeeService.sign(INSPECTORATE, id));
        // this committee was accepted before the minimum requirements existed
        harness.acceptCommittee(CommitteeSeats.parse(
                "discipline", "sanction", 1, "inspectorate: inspectorate-member, security: guard"));
        assertTrue(refused("decision.no-quorum", () -> harness.committeeService.sign(INSPECTORATE, id))
                .english()
                .contains("the quorum is 3"));
    }

    @Test
    void accusedMemberNeitherVotesNorCounts() {
        UUID id = drafted(sanction("institute", "institute", "warn", null, null));
        refused("vote.accused", () -> harness.committeeService.vote(INSTITUTE_MEMBER, id, "no", null));
        harness.committeeService.vote(INSTITUTE_MEMBER, id, "recused", "it is about us");
        vote(id, INSPECTORATE, GUARD);
        refused("decision.no-quorum", () -> harness.committeeService.sign(INSPECTORATE, id));
        vote(id, LAWYER);
        assertEquals("adopted", harness.committeeService.sign(INSPECTORATE, id).state());
        UUID operators = drafted(sanction("operator", "operator", "warn", null, null));
        refused("vote.accused", () -> harness.committeeService.vote(TECHNICIAN, operators, "yes", null));
        // this login belongs to the accused party, although another body appointed it
        UUID other = drafted(sanction("institute", "institute", "warn", null, null));
        Caller both = new Caller(GUARD.principal(), Set.of("discipline", "institute"));
        refused("vote.accused", () -> harness.committeeService.vote(both, other, "yes", null));
        // an accused expert cannot vote under another login either
        UUID expert = drafted(sanction("expert", "e7", "warn", null, null));
        Caller inPerson = new Caller(GUARD.principal(), Set.of("discipline"), "key.e7");
        refused("vote.accused", () -> harness.committeeService.vote(inPerson, expert, "yes", null));
    }

    @Test
    void accusedBodyDoesNotChair() {
        harness.acceptCommittee(CommitteeSeats.parse(
                "discipline",
                "sanction",
                3,
                "institute: institute-member, security: guard, legal: lawyer, inspectorate: inspectorate-member"));
        UUID id = drafted(sanction("institute", "institute", "warn", null, null));
        vote(id, GUARD, LAWYER, INSPECTORATE);
        refused("access.forbidden", () -> harness.committeeService.sign(INSTITUTE_MEMBER, id));
        assertEquals("adopted", harness.committeeService.sign(GUARD, id).state());
    }

    @Test
    void steeringCommitteeDecidesOnCityWideService() {
        Terms terms = sanction("service", PERMIT, "suspend", null, null);
        UUID id = drafted(terms);
        assertEquals("steering", harness.committeeService.find(id).orElseThrow().committee());
        refused("access.forbidden", () -> harness.committeeService.vote(INSPECTORATE, id, "yes", null));
        vote(id, CHAIR, TWO);
        assertTrue(refused("decision.no-quorum", () -> harness.committeeService.sign(CHAIR, id))
                .english()
                .contains("the quorum is 3"));
        vote(id, THREE);
        assertTrue(harness.committeeService.sign(CHAIR, id).number().startsWith("S-"));
        refused("service.suspended", () -> harness.mayOpen("7"));
        assertTrue(harness.committeeService
                .appealUntil(harness.committeeService.find(id).orElseThrow())
                .isEmpty());
        refused("appeal.final", () -> harness.committeeService.appeal(OFFICE, id));
        // this draft belongs to another committee
        UUID old = drafted(sanction("service", PERMIT, "reinstate", null, null));
        harness.database
                .tx()
                .run(sql -> sql.execute("update governance.decision set committee = 'discipline' where id = ?", old));
        vote(old, INSPECTORATE, GUARD, LAWYER);
        refused("committee.other", () -> harness.committeeService.sign(INSPECTORATE, old));
    }

    @Test
    void urgentMeasureNamesDangerAndExpires() {
        for (String danger : new String[] {"", "  ", "danger", "x".repeat(1_001)}) {
            assertEquals(
                    "terms.danger",
                    refused("decision.danger", () -> drafted(urgentTerms(danger, null)))
                            .field());
        }
        Terms noDanger = urgentTerms("x", null);
        refused(
                "decision.danger",
                () -> drafted(new Terms(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "office",
                        "7",
                        "suspend",
                        null,
                        noDanger.complaint(),
                        true,
                        null,
                        "finish",
                        null)));
        refused(
                "decision.terms",
                () -> drafted(new Terms(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "office",
                        "7",
                        "suspend",
                        null,
                        noDanger.complaint(),
                        null,
                        DANGER,
                        "finish",
                        null)));
        refused("decision.urgent-until", () -> drafted(urgentTerms(DANGER, TODAY.plusDays(7))));
        refused("decision.urgent-measure", () -> drafted(sanction("office", "7", "warn", null, null, DANGER, null)));
        refused(
                "decision.urgent-measure",
                () -> drafted(sanction("service", PERMIT, "suspend", null, null, DANGER, null)));
        Draft tomorrow = draft(Kind.SANCTION, TODAY.plusDays(1), urgentTerms(DANGER, null));
        refused("decision.urgent-day", () -> harness.committeeService.draft(DISCIPLINE, tomorrow));

        harness.complaints.heard = false;
        UUID id = drafted(urgentTerms(DANGER, null));
        vote(id, GUARD);
        refused("decision.no-quorum", () -> harness.committeeService.sign(GUARD, id));
        vote(id, LAWYER);
        refused("access.forbidden", () -> harness.committeeService.sign(INSPECTORATE, id));
        Decision signed = harness.committeeService.sign(GUARD, id);
        assertEquals("adopted", signed.state());
        assertEquals(2, signed.quorum());
        assertEquals(DANGER, signed.terms().danger());
        assertEquals(TODAY.plusDays(6), signed.terms().until());
        assertEquals("suspended", state(Instant.now()));
        assertEquals("suspended", state(signed.inForce().plus(Duration.ofDays(6))));
        assertEquals("contracted", state(signed.inForce().plus(Duration.ofDays(7))));
        assertFalse(harness.journal.entries(null).toString().contains(DANGER), "words of people stay out");
    }

    @Test
    void suspensionMustSpecifyHandlingOfOpenCases() {
        for (String cases : new String[] {null, "7", "somebody", ""}) {
            assertEquals(
                    "terms.cases",
                    refused(
                                    "decision.cases",
                                    () -> drafted(sanction("office", "7", "suspend", null, null, null, cases)))
                            .field());
        }
        refused("office.unknown", () -> drafted(sanction("office", "7", "suspend", null, null, null, "4711")));
        refused("decision.terms", () -> drafted(sanction("office", "7", "warn", null, null, null, "finish")));
        refused("decision.terms", () -> drafted(sanction("expert", "e7", "suspend", null, null, null, "finish")));

        Decision finishes =
                harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "suspend", null, null, null, "finish"));
        refused("office.suspended", () -> harness.mayOpen("7"));
        assertTrue(harness.offices.hindrance("7", PERMIT, Instant.now()).isEmpty(), "what is open comes to its end");
        assertTrue(harness.offices.experts(PERMIT, Instant.now()).stream()
                .noneMatch(e -> e.office().equals("7")));
        assertEquals(
                List.of(new Succession("7", "7", null, finishes.number())), harness.offices.successions(Instant.now()));
        Decision moves = harness.decide(
                Kind.SANCTION, TODAY, sanction("office", "7", "suspend", PERMIT, null, null, GovernanceHarness.HEIR));
        assertEquals(
                "office.suspended",
                harness.offices
                        .hindrance("7", PERMIT, Instant.now())
                        .orElseThrow()
                        .code());
        assertTrue(harness.offices
                .hindrance("7", "vehicle-duty", Instant.now())
                .filter(r -> r.code().equals("office.suspended"))
                .isEmpty());
        assertTrue(harness.offices
                .successions(Instant.now())
                .contains(new Succession("7", GovernanceHarness.HEIR, PERMIT, moves.number())));
        // the appeal suspends the handover of the cases; the decision that upholds the sanction restores it
        harness.committeeService.appeal(OFFICE, moves.id());
        assertEquals(1, harness.offices.successions(Instant.now()).size());
        Decision upheld = harness.adopt(draftAppealDecision(moves.id(), false), List.of(CHAIR, TWO, THREE));
        assertTrue(harness.offices
                .successions(Instant.now())
                .contains(new Succession("7", GovernanceHarness.HEIR, PERMIT, upheld.number())));
    }

    @Test
    void appealSuspendsSanctionUntilDecided() {
        Decision sanction = harness.decide(Kind.SANCTION, TODAY, suspension());
        refused("access.forbidden", () -> harness.committeeService.appeal(CHAIR, sanction.id()));
        refused("decision.unknown", () -> harness.committeeService.appeal(OFFICE, UUID.randomUUID()));
        refused("appeal.unknown", () -> draftAppealDecision(sanction.id(), true));
        assertEquals("suspended", state(Instant.now()));
        Appeal appeal = harness.committeeService.appeal(OFFICE, sanction.id());
        assertNull(appeal.outcome());
        assertEquals("contracted", state(Instant.now()));
        harness.mayOpen("7");
        refused("appeal.filed", () -> harness.committeeService.appeal(OFFICE, sanction.id()));

        Decision upheld = harness.adopt(draftAppealDecision(sanction.id(), false), List.of(CHAIR, TWO, THREE));
        assertTrue(upheld.number().startsWith("S-"));
        assertEquals(sanction.terms().complaint(), upheld.terms().complaint());
        assertEquals("suspended", state(Instant.now()));
        assertEquals(
                new Appeal(sanction.id(), appeal.filed(), "clerk-7", "upheld", upheld.number()),
                harness.committeeService.appealOf(sanction.id()).orElseThrow());
        refused("appeal.decided", () -> draftAppealDecision(sanction.id(), true));
        refused("appeal.final", () -> harness.committeeService.appeal(OFFICE, upheld.id()));
        assertTrue(harness.events().contains("decision.appealed"));
    }

    @Test
    void grantedAppealLiftsSanctionForGood() {
        Decision sanction = harness.decide(Kind.SANCTION, TODAY, suspension());
        harness.committeeService.appeal(OFFICE, sanction.id());
        UUID first = draftAppealDecision(sanction.id(), true);
        UUID second = draftAppealDecision(sanction.id(), false);
        harness.adopt(first, List.of(CHAIR, TWO, THREE));
        assertEquals("contracted", state(Instant.now()));
        assertEquals(
                "lifted",
                harness.committeeService.appealOf(sanction.id()).orElseThrow().outcome());
        vote(second, CHAIR, TWO, THREE);
        refused("appeal.decided", () -> harness.committeeService.sign(CHAIR, second));
    }

    @Test
    void urgentMeasureStaysInForceDuringAppeal() {
        UUID id = drafted(urgentTerms(DANGER, null));
        vote(id, GUARD, LAWYER);
        harness.committeeService.sign(GUARD, id);
        harness.committeeService.appeal(OFFICE, id);
        assertEquals("suspended", state(Instant.now()));
        harness.adopt(draftAppealDecision(id, true), List.of(CHAIR, TWO, THREE));
        assertEquals("contracted", state(Instant.now()));
    }

    @Test
    void voterOnSanctionCannotVoteOnAppeal() {
        Decision sanction = harness.decide(Kind.SANCTION, TODAY, suspension());
        harness.committeeService.appeal(OFFICE, sanction.id());
        UUID word = draftAppealDecision(sanction.id(), false);
        harness.acceptCommittee(CommitteeSeats.parse(
                "steering", "expose", 2, "planning-deputy: chair, security: guard, municipality: two"));
        refused("vote.first-instance", () -> harness.committeeService.vote(GUARD, word, "yes", null));
        harness.committeeService.vote(TWO, word, "yes", null);
    }

    @Test
    void refusesLateAppeal() {
        Decision sanction = harness.decide(Kind.SANCTION, TODAY, suspension());
        LocalDate until = harness.committeeService.appealUntil(sanction).orElseThrow();
        assertFalse(until.isBefore(TODAY.plusDays(10)));
        harness.database.tx().run(sql -> {
            sql.execute("alter table governance.decision disable trigger signed_is_immutable");
            sql.execute(
                    "update governance.decision set signed = signed - interval '20 days' where id = ?", sanction.id());
            sql.execute("alter table governance.decision enable trigger signed_is_immutable");
        });
        refused("appeal.late", () -> harness.committeeService.appeal(OFFICE, sanction.id()));
        assertEquals("suspended", state(Instant.now()));
        Decision lifted = harness.decide(Kind.SANCTION, TODAY, sanction("office", "7", "reinstate", null, null));
        refused("appeal.final", () -> harness.committeeService.appeal(OFFICE, lifted.id()));
    }

    @Test
    void lastDayOfAppealIsWorkingDay() {
        // full days from Saturday to Wednesday, half on Thursday; the tenth day after Tuesday 2026-06-02 is a Friday,
        // and the next day is a holiday here
        WorkingCalendar calendar = new WorkingCalendar(
                "test",
                OfficeHours.STANDARD,
                Map.of(PersianDate.of(LocalDate.of(2026, 6, 13)), "a holiday"),
                new PersianDate(1405, 1, 1),
                new PersianDate(1405, 12, 29));
        Instant signed = Instant.parse("2026-06-02T08:00:00Z");
        assertEquals(LocalDate.of(2026, 6, 12), AppealPolicy.lastDay(signed, Optional.empty()));
        assertEquals(LocalDate.of(2026, 6, 14), AppealPolicy.lastDay(signed, Optional.of(calendar)));
        Instant afterMidnightInTehran = Instant.parse("2026-06-02T20:30:00Z");
        assertEquals(LocalDate.of(2026, 6, 13), AppealPolicy.lastDay(afterMidnightInTehran, Optional.empty()));
        assertEquals(
                LocalDate.of(2027, 4, 2),
                AppealPolicy.lastDay(Instant.parse("2027-03-23T08:00:00Z"), Optional.of(calendar)),
                "beyond the holidays that are known days are counted as they are");
    }

    /** Drafts the Steering Committee's decision on an appeal. */
    private UUID draftAppealDecision(UUID sanction, boolean granted) {
        Terms terms = new Terms(
                null, null, null, null, null, granted, null, null, null, null, null, null, null, null, sanction);
        return harness.committeeService
                .draft(THREE, draft(Kind.APPEAL, TODAY, terms))
                .id();
    }
}
