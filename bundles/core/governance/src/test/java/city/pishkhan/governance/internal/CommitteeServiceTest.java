package city.pishkhan.governance.internal;

import static city.pishkhan.governance.internal.GovernanceHarness.CHAIR;
import static city.pishkhan.governance.internal.GovernanceHarness.DEPUTY;
import static city.pishkhan.governance.internal.GovernanceHarness.DISCIPLINE;
import static city.pishkhan.governance.internal.GovernanceHarness.INSTITUTE;
import static city.pishkhan.governance.internal.GovernanceHarness.OPERATOR;
import static city.pishkhan.governance.internal.GovernanceHarness.PLANNING;
import static city.pishkhan.governance.internal.GovernanceHarness.THREE;
import static city.pishkhan.governance.internal.GovernanceHarness.TODAY;
import static city.pishkhan.governance.internal.GovernanceHarness.TWO;
import static city.pishkhan.governance.internal.GovernanceHarness.draft;
import static city.pishkhan.governance.internal.GovernanceHarness.exposure;
import static city.pishkhan.governance.internal.GovernanceHarness.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.SeatedCommittee;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.CodeNames;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions from draft to signature. */
class CommitteeServiceTest {
    private GovernanceHarness harness;

    @BeforeEach
    void start() {
        harness = new GovernanceHarness();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    /** Each committee numbers its decisions in a series of its own, and keeps the series that it used first. */
    @Test
    void committeesWithSameInitialAreNumberedSeparately() {
        harness.seats.committees = List.of(
                new SeatedCommittee(CommitteeSeats.parse(
                        "steering",
                        "expose, rules, special-request",
                        2,
                        "planning-deputy: chair / deputy, municipality: two, institute: three")),
                new SeatedCommittee(CommitteeSeats.parse(
                        "standing",
                        "withdraw",
                        2,
                        "planning-deputy: chair / deputy, municipality: two, institute: three")));
        harness.office("1204", "e1");
        String year = String.valueOf(PersianDate.of(harness.committeeService
                        .find(harness.decide(Kind.EXPOSE, TODAY, exposure(null, "1204"))
                                .id())
                        .orElseThrow()
                        .signed())
                .year());
        assertEquals(
                "ST-" + year + "-0001",
                harness.decide(Kind.WITHDRAW, TODAY, exposure(null, "1204")).number());
        assertEquals(
                "S-" + year + "-0002",
                harness.decide(Kind.EXPOSE, TODAY, exposure(null, "1204")).number());
    }

    private UUID drafted() {
        return harness.committeeService
                .draft(PLANNING, draft(Kind.EXPOSE, TODAY, exposure(null)))
                .id();
    }

    @Test
    void majorityOfQuorumAdopts() {
        UUID id = drafted();
        refused("decision.no-quorum", () -> harness.committeeService.sign(CHAIR, id));
        harness.committeeService.vote(CHAIR, id, "yes", null);
        harness.committeeService.vote(TWO, id, "no", "too soon");
        harness.committeeService.vote(THREE, id, "yes", null);
        Decision signed = harness.committeeService.sign(CHAIR, id);
        assertEquals("adopted", signed.state());
        assertTrue(signed.number().matches("S-1[0-9]{3}-0001"), signed.number());
        assertEquals(signed.signed(), signed.inForce());
        assertEquals(2, signed.quorum());
        assertEquals(List.of("planning-deputy", "municipality", "institute"), signed.seats());
        assertEquals(64, signed.digest().length());
        assertEquals(signed, harness.committeeService.find(id).orElseThrow());
        assertEquals(
                signed, harness.committeeService.findByNumber(signed.number()).orElseThrow());
        assertEquals(
                List.of("decision.drafted", "decision.voted", "decision.voted", "decision.voted", "decision.adopted"),
                harness.events().stream().filter(e -> e.startsWith("decision.")).toList());
        String journal = harness.journal.entries(null).toString();
        assertTrue(journal.contains(signed.digest()));
        assertTrue(!journal.contains("article 7") && !journal.contains("too soon"), "words of people stay out");
    }

    @Test
    void halfOfVotesRejects() {
        UUID id = drafted();
        harness.committeeService.vote(CHAIR, id, "yes", null);
        harness.committeeService.vote(TWO, id, "abstain", null);
        Decision signed = harness.committeeService.sign(CHAIR, id);
        assertEquals("rejected", signed.state());
        assertNull(signed.inForce());
        assertEquals(List.of(), harness.committeeService.exposures());
        assertTrue(harness.events().contains("decision.rejected"));
    }

    @Test
    void seatVotesOnceByMemberOrDeputy() {
        UUID id = drafted();
        harness.committeeService.vote(DEPUTY, id, "yes", null);
        refused("vote.cast", () -> harness.committeeService.vote(CHAIR, id, "no", null));
        assertEquals(
                Refusal.Kind.FORBIDDEN,
                refused("access.forbidden", () -> harness.committeeService.vote(DISCIPLINE, id, "yes", null))
                        .kind());
        refused("vote.voice", () -> harness.committeeService.vote(TWO, id, "maybe", null));
        refused("decision.unknown", () -> harness.committeeService.vote(TWO, UUID.randomUUID(), "yes", null));
    }

    @Test
    void personVotesOnceUnderAnyLogin() {
        UUID id = drafted();
        harness.committeeService.vote(new Caller("two", Set.of("committee"), "maryam"), id, "yes", null);
        Caller again = new Caller("three", Set.of("committee"), "maryam");
        refused("vote.same-person", () -> harness.committeeService.vote(again, id, "yes", null));
        harness.committeeService.vote(new Caller("three", Set.of("committee"), "reza"), id, "yes", null);
    }

    @Test
    void recusedMemberNeitherCountsNorSigns() {
        UUID id = drafted();
        refused("text.length", () -> harness.committeeService.vote(CHAIR, id, "recused", null));
        assertEquals(standing(CHAIR, id).seat(), standing(TWO, id).signer());
        harness.committeeService.vote(CHAIR, id, "recused", "the office is my brother's");
        assertEquals(standing(TWO, id).seat(), standing(CHAIR, id).signer());
        assertNull(standing(new Caller("planning", Set.of("planning")), id).seat());
        harness.committeeService.vote(TWO, id, "yes", null);
        refused("access.forbidden", () -> harness.committeeService.sign(CHAIR, id));
        refused("decision.no-quorum", () -> harness.committeeService.sign(TWO, id));
        harness.committeeService.vote(THREE, id, "yes", null);
        assertEquals("adopted", harness.committeeService.sign(TWO, id).state());
        assertEquals(Committee.VotingPosition.NONE, standing(TWO, id));
    }

    private Committee.VotingPosition standing(Caller caller, UUID id) {
        return harness.committeeService.votingPosition(
                caller, harness.committeeService.find(id).orElseThrow());
    }

    @Test
    void signedDecisionNeverChanges() {
        Decision signed = harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        refused("decision.closed", () -> harness.committeeService.vote(THREE, signed.id(), "no", null));
        refused("decision.closed", () -> harness.committeeService.sign(CHAIR, signed.id()));
        for (String change : List.of(
                "update governance.decision set title = 'x'",
                "delete from governance.decision",
                "truncate governance.appeal, governance.vote, governance.decision",
                "update governance.vote set voice = 'no'",
                "delete from governance.vote",
                "insert into governance.vote select id, 'ghost', 'x', 'yes', null, now() from governance.decision")) {
            assertThrows(JdbiException.class, () -> harness.database.tx().run(sql -> sql.execute(change)), change);
        }
    }

    @Test
    void decisionTakesEffectAtMidnightInTehran() {
        LocalDate tomorrow = TODAY.plusDays(1);
        Decision signed = harness.decide(Kind.EXPOSE, tomorrow, exposure(null));
        assertEquals(tomorrow.atStartOfDay(PersianDate.TEHRAN).toInstant(), signed.inForce());
        assertTrue(harness.committeeService.exposures().get(0).coming());
        harness.office("1204", "e1");
        refused("service.not-exposed", () -> harness.mayOpen("1204"));
        harness.offices.checkOpening("1204", GovernanceHarness.PERMIT, signed.inForce(), () -> 0);
        refused(
                "service.not-exposed",
                () -> harness.offices.checkOpening(
                        "1204", GovernanceHarness.PERMIT, signed.inForce().minusNanos(1), () -> 0));
    }

    @Test
    void rejectsDraftWithMissingOrExtraTerms() {
        for (LocalDate day : List.of(TODAY.minusDays(1), TODAY.plusYears(3))) {
            assertEquals(
                    "effective",
                    refused(
                                    "decision.effective",
                                    () -> harness.committeeService.draft(
                                            PLANNING, draft(Kind.EXPOSE, day, exposure(null))))
                            .field());
        }
        assertEquals(
                "terms.ruleSet",
                refused(
                                "decision.terms",
                                () -> harness.committeeService.draft(
                                        PLANNING,
                                        draft(
                                                Kind.EXPOSE,
                                                TODAY,
                                                new Terms(
                                                        GovernanceHarness.PERMIT,
                                                        null,
                                                        null,
                                                        "a",
                                                        null,
                                                        null,
                                                        null,
                                                        null,
                                                        null,
                                                        null))))
                        .field());
        assertEquals(
                "terms.quota",
                refused(
                                "number.range",
                                () -> harness.committeeService.draft(PLANNING, draft(Kind.EXPOSE, TODAY, exposure(0))))
                        .field());
        refused(
                "value.shape",
                () -> harness.committeeService.draft(PLANNING, draft(Kind.EXPOSE, TODAY, exposure(1, "12x"))));
        refused(
                "value.shape",
                () -> harness.committeeService.draft(
                        PLANNING, draft(Kind.RULES, TODAY, GovernanceHarness.ruleSet("abc"))));
        refused(
                "value.unknown",
                () -> harness.committeeService.draft(
                        DISCIPLINE,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("street", "1", "warn", null, null))));
        refused(
                "decision.measure",
                () -> harness.committeeService.draft(
                        DISCIPLINE,
                        draft(
                                Kind.SANCTION,
                                TODAY,
                                GovernanceHarness.sanction("agency", "fire", "suspend", null, null))));
        refused(
                "value.shape",
                () -> harness.committeeService.draft(
                        DISCIPLINE,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("district", "23", "warn", null, null))));
        refused(
                "decision.terms",
                () -> harness.committeeService.draft(
                        DISCIPLINE,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("office", "1", "warn", null, TODAY))));
        assertEquals(List.of(), harness.events());
    }

    @Test
    void eachKindHasItsDrafters() {
        harness.committeeService.draft(
                DISCIPLINE,
                draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("district", "22", "warn", null, null)));
        refused(
                "access.forbidden",
                () -> harness.committeeService.draft(
                        INSTITUTE, draft(Kind.RULES, TODAY, GovernanceHarness.ruleSet("0".repeat(64)))));
        refused(
                "access.forbidden",
                () -> harness.committeeService.draft(
                        PLANNING,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("office", "1", "warn", null, null))));
        refused(
                "access.forbidden",
                () -> harness.committeeService.draft(OPERATOR, draft(Kind.EXPOSE, TODAY, exposure(null))));
        harness.seats.committees = List.of();
        refused("committee.no-seats", this::drafted);
        assertTrue(missing().contains("no committee is set up to decide on rules"));
    }

    /**
     * The access table has a row for each kind of decision, and a general row with every role that may draft at least
     * one kind.
     */
    @Test
    void accessTableHasRowForEveryDecisionKind() {
        var table = new AccessTable().table();
        Set<String> drafters = new HashSet<>();
        for (Kind kind : Kind.values()) {
            drafters.addAll(table.get("committee.decision.draft." + kind.code()).keySet());
        }
        assertEquals(table.get("committee.decision.draft").keySet(), drafters);
    }

    @Test
    void decisionPutsRuleSetInForceByHash() {
        String hash = harness.rules.versions().get(0).hash();
        refused(
                "rules.unknown",
                () -> harness.committeeService.draft(
                        PLANNING, draft(Kind.RULES, TODAY, GovernanceHarness.ruleSet("0".repeat(64)))));
        refused("rules.none-in-force", () -> harness.rules.inForce());
        Decision signed = harness.decide(Kind.RULES, TODAY, GovernanceHarness.ruleSet(hash));
        assertEquals(hash, harness.rules.inForce().hash());
        assertEquals(signed.number(), harness.rules.versions().get(0).decision());
        assertEquals("in-force", harness.rules.versions().get(0).status());
        Decision coming = harness.decide(Kind.RULES, TODAY.plusDays(2), GovernanceHarness.ruleSet(hash));
        assertEquals("coming", harness.rules.versions().get(0).status());
        assertEquals(coming.inForce(), harness.rules.versions().get(0).since());
    }

    @Test
    void rulesNeverChangeOnSameDay() {
        Terms terms = GovernanceHarness.ruleSet(harness.rules.versions().get(0).hash());
        UUID waiting = harness.committeeService
                .draft(PLANNING, draft(Kind.RULES, TODAY, terms))
                .id();
        harness.decide(Kind.RULES, TODAY, terms);
        assertEquals(
                "effective",
                refused(
                                "rules.midnight",
                                () -> harness.committeeService.draft(PLANNING, draft(Kind.RULES, TODAY, terms)))
                        .field());
        harness.committeeService.vote(CHAIR, waiting, "yes", null);
        harness.committeeService.vote(TWO, waiting, "yes", null);
        refused("rules.midnight", () -> harness.committeeService.sign(CHAIR, waiting));
        assertEquals(
                "draft", harness.committeeService.find(waiting).orElseThrow().state());
        assertEquals(1, harness.rules.enacted().size());
    }

    @Test
    void demoCityMayChangeRulesAtOnce() {
        harness.committeeService.demoCity = demoCity(true);
        Terms terms = GovernanceHarness.ruleSet(harness.rules.versions().get(0).hash());
        harness.decide(Kind.RULES, TODAY, terms);
        harness.decide(Kind.RULES, TODAY, terms);
        assertEquals(2, harness.rules.enacted().size());
        harness.committeeService.demoCity = demoCity(false);
        refused("rules.midnight", () -> harness.committeeService.draft(PLANNING, draft(Kind.RULES, TODAY, terms)));
        assertTrue(demoCity(true).isRulesAtOnceAllowed(), "it is remembered after decisions too");
    }

    @Test
    void realCityCannotBecomeDemoCity() {
        Terms terms = GovernanceHarness.ruleSet(harness.rules.versions().get(0).hash());
        harness.decide(Kind.RULES, TODAY, terms);
        DemoCity falseDemoCity = demoCity(true);
        assertFalse(falseDemoCity.isRulesAtOnceAllowed());
        harness.committeeService.demoCity = falseDemoCity;
        refused("rules.midnight", () -> harness.committeeService.draft(PLANNING, draft(Kind.RULES, TODAY, terms)));
        assertEquals(1, harness.rules.enacted().size());
    }

    private DemoCity demoCity(boolean rulesAtOnce) {
        return new DemoCity(harness.database.tx(), harness.database.schemas(), new DemoCity.Config() {
            @Override
            public Class<DemoCity.Config> annotationType() {
                return DemoCity.Config.class;
            }

            @Override
            public boolean rulesAtOnce() {
                return rulesAtOnce;
            }
        });
    }

    @Test
    void rulesForLaterDayDoNotBlockRulesForToday() {
        Terms terms = GovernanceHarness.ruleSet(harness.rules.versions().get(0).hash());
        harness.decide(Kind.RULES, TODAY.plusDays(9), terms);
        assertTrue(missing().contains("no decision has put rules in force"));
        harness.decide(Kind.RULES, TODAY, terms);
        assertEquals(terms.ruleSet(), harness.rules.inForce().hash());
        List<String> services =
                harness.rules.inForce().services().stream().sorted().toList();
        assertEquals(
                Stream.concat(
                                Stream.of("no office is registered"),
                                services.stream()
                                        .map(s -> "no decision enables the service "
                                                + CodeNames.nameOrCode("service", s)
                                                        .english() + " for any office"))
                        .toList(),
                missing());
        Terms open = exposure(null);
        services.stream()
                .filter(service -> !service.equals(GovernanceHarness.PERMIT))
                .forEach(service -> harness.decide(
                        Kind.EXPOSE,
                        TODAY,
                        new Terms(service, open.offices(), null, null, null, null, null, null, null, null)));
        harness.office("1204", "e1");
        harness.decide(Kind.EXPOSE, TODAY, exposure(null, "1204", "1300"));
        harness.decide(Kind.WITHDRAW, TODAY, exposure(null, "1300"));
        assertEquals(List.of(), missing());
        harness.decide(Kind.WITHDRAW, TODAY, exposure(null));
        assertEquals(1, harness.committeeService.missing().size());
    }

    @Test
    void listsByKindAndState() {
        drafted();
        Decision signed = harness.decide(Kind.EXPOSE, TODAY, exposure(null));
        assertEquals(
                2, harness.committeeService.list(null, null, null, 10).items().size());
        assertEquals(
                List.of(signed),
                harness.committeeService.list(Kind.EXPOSE, "adopted", null, 10).items());
        var first = harness.committeeService.list(null, null, null, 1);
        assertEquals(List.of(signed), first.items());
        assertEquals(
                "draft",
                harness.committeeService
                        .list(null, null, first.next(), 1)
                        .items()
                        .get(0)
                        .state());
        refused("page.cursor", () -> harness.committeeService.list(null, null, "x", 1));
    }

    private List<String> missing() {
        return harness.committeeService.missing().stream()
                .map(one -> one.what().english())
                .toList();
    }
}
