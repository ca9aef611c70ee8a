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
    private GovernanceHarness town;

    @BeforeEach
    void start() {
        town = new GovernanceHarness();
    }

    @AfterEach
    void stop() {
        town.close();
    }

    /** Each committee has its own numbers, and keeps those that it used first. */
    @Test
    void committeesWithTheSameInitialNumberApart() {
        town.seats.committees = List.of(
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
        town.office("1204", "e1");
        String year = String.valueOf(PersianDate.of(town.committeeService
                        .find(town.decide(Kind.EXPOSE, TODAY, exposure(null, "1204"))
                                .id())
                        .orElseThrow()
                        .signed())
                .year());
        assertEquals(
                "ST-" + year + "-0001",
                town.decide(Kind.WITHDRAW, TODAY, exposure(null, "1204")).number());
        assertEquals(
                "S-" + year + "-0002",
                town.decide(Kind.EXPOSE, TODAY, exposure(null, "1204")).number());
    }

    private UUID drafted() {
        return town.committeeService
                .draft(PLANNING, draft(Kind.EXPOSE, TODAY, exposure(null)))
                .id();
    }

    @Test
    void aMajorityOfTheQuorumAdopts() {
        UUID id = drafted();
        refused("decision.no-quorum", () -> town.committeeService.sign(CHAIR, id));
        town.committeeService.vote(CHAIR, id, "yes", null);
        town.committeeService.vote(TWO, id, "no", "too soon");
        town.committeeService.vote(THREE, id, "yes", null);
        Decision signed = town.committeeService.sign(CHAIR, id);
        assertEquals("adopted", signed.state());
        assertTrue(signed.number().matches("S-1[0-9]{3}-0001"), signed.number());
        assertEquals(signed.signed(), signed.inForce());
        assertEquals(2, signed.quorum());
        assertEquals(List.of("planning-deputy", "municipality", "institute"), signed.seats());
        assertEquals(64, signed.digest().length());
        assertEquals(signed, town.committeeService.find(id).orElseThrow());
        assertEquals(signed, town.committeeService.findByNumber(signed.number()).orElseThrow());
        assertEquals(
                List.of("decision.drafted", "decision.voted", "decision.voted", "decision.voted", "decision.adopted"),
                town.events().stream().filter(e -> e.startsWith("decision.")).toList());
        String journal = town.journal.entries(null).toString();
        assertTrue(journal.contains(signed.digest()));
        assertTrue(!journal.contains("article 7") && !journal.contains("too soon"), "words of people stay out");
    }

    @Test
    void halfIsNoMajority() {
        UUID id = drafted();
        town.committeeService.vote(CHAIR, id, "yes", null);
        town.committeeService.vote(TWO, id, "abstain", null);
        Decision signed = town.committeeService.sign(CHAIR, id);
        assertEquals("rejected", signed.state());
        assertNull(signed.inForce());
        assertEquals(List.of(), town.committeeService.exposures());
        assertTrue(town.events().contains("decision.rejected"));
    }

    @Test
    void aSeatSpeaksOnceByItsMemberOrDeputy() {
        UUID id = drafted();
        town.committeeService.vote(DEPUTY, id, "yes", null);
        refused("vote.cast", () -> town.committeeService.vote(CHAIR, id, "no", null));
        assertEquals(
                Refusal.Kind.FORBIDDEN,
                refused("access.forbidden", () -> town.committeeService.vote(DISCIPLINE, id, "yes", null))
                        .kind());
        refused("vote.voice", () -> town.committeeService.vote(TWO, id, "maybe", null));
        refused("decision.unknown", () -> town.committeeService.vote(TWO, UUID.randomUUID(), "yes", null));
    }

    @Test
    void aPersonSpeaksOnceByWhicheverLogin() {
        UUID id = drafted();
        town.committeeService.vote(new Caller("two", Set.of("committee"), "maryam"), id, "yes", null);
        Caller again = new Caller("three", Set.of("committee"), "maryam");
        refused("vote.same-person", () -> town.committeeService.vote(again, id, "yes", null));
        town.committeeService.vote(new Caller("three", Set.of("committee"), "reza"), id, "yes", null);
    }

    @Test
    void whoIsRecusedNeitherCountsNorSigns() {
        UUID id = drafted();
        refused("text.length", () -> town.committeeService.vote(CHAIR, id, "recused", null));
        assertEquals(standing(CHAIR, id).seat(), standing(TWO, id).signer());
        town.committeeService.vote(CHAIR, id, "recused", "the office is my brother's");
        assertEquals(standing(TWO, id).seat(), standing(CHAIR, id).signer());
        assertNull(standing(new Caller("planning", Set.of("planning")), id).seat());
        town.committeeService.vote(TWO, id, "yes", null);
        refused("access.forbidden", () -> town.committeeService.sign(CHAIR, id));
        refused("decision.no-quorum", () -> town.committeeService.sign(TWO, id));
        town.committeeService.vote(THREE, id, "yes", null);
        assertEquals("adopted", town.committeeService.sign(TWO, id).state());
        assertEquals(Committee.Standing.NONE, standing(TWO, id));
    }

    private Committee.Standing standing(Caller caller, UUID id) {
        return town.committeeService.standing(
                caller, town.committeeService.find(id).orElseThrow());
    }

    @Test
    void aSignedDecisionNeverChanges() {
        Decision signed = town.decide(Kind.EXPOSE, TODAY, exposure(null));
        refused("decision.closed", () -> town.committeeService.vote(THREE, signed.id(), "no", null));
        refused("decision.closed", () -> town.committeeService.sign(CHAIR, signed.id()));
        for (String change : List.of(
                "update governance.decision set title = 'x'",
                "delete from governance.decision",
                "truncate governance.appeal, governance.vote, governance.decision",
                "update governance.vote set voice = 'no'",
                "delete from governance.vote",
                "insert into governance.vote select id, 'ghost', 'x', 'yes', null, now() from governance.decision")) {
            assertThrows(JdbiException.class, () -> town.database.tx().run(sql -> sql.execute(change)), change);
        }
    }

    @Test
    void itCountsFromTheFirstInstantOfItsDayInTehran() {
        LocalDate tomorrow = TODAY.plusDays(1);
        Decision signed = town.decide(Kind.EXPOSE, tomorrow, exposure(null));
        assertEquals(tomorrow.atStartOfDay(PersianDate.TEHRAN).toInstant(), signed.inForce());
        assertTrue(town.committeeService.exposures().get(0).coming());
        town.office("1204", "e1");
        refused("service.not-exposed", () -> town.mayOpen("1204"));
        town.offices.mayOpen("1204", GovernanceHarness.PERMIT, signed.inForce(), () -> 0);
        refused(
                "service.not-exposed",
                () -> town.offices.mayOpen(
                        "1204", GovernanceHarness.PERMIT, signed.inForce().minusNanos(1), () -> 0));
    }

    @Test
    void aDraftSaysWhatItsKindNeedsAndNoMore() {
        for (LocalDate day : List.of(TODAY.minusDays(1), TODAY.plusYears(3))) {
            assertEquals(
                    "effective",
                    refused(
                                    "decision.effective",
                                    () -> town.committeeService.draft(
                                            PLANNING, draft(Kind.EXPOSE, day, exposure(null))))
                            .field());
        }
        assertEquals(
                "terms.ruleSet",
                refused(
                                "decision.terms",
                                () -> town.committeeService.draft(
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
                                () -> town.committeeService.draft(PLANNING, draft(Kind.EXPOSE, TODAY, exposure(0))))
                        .field());
        refused(
                "value.shape",
                () -> town.committeeService.draft(PLANNING, draft(Kind.EXPOSE, TODAY, exposure(1, "12x"))));
        refused(
                "value.shape",
                () -> town.committeeService.draft(
                        PLANNING, draft(Kind.RULES, TODAY, GovernanceHarness.ruleSet("abc"))));
        refused(
                "value.unknown",
                () -> town.committeeService.draft(
                        DISCIPLINE,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("street", "1", "warn", null, null))));
        refused(
                "decision.measure",
                () -> town.committeeService.draft(
                        DISCIPLINE,
                        draft(
                                Kind.SANCTION,
                                TODAY,
                                GovernanceHarness.sanction("agency", "fire", "suspend", null, null))));
        refused(
                "value.shape",
                () -> town.committeeService.draft(
                        DISCIPLINE,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("district", "23", "warn", null, null))));
        refused(
                "decision.terms",
                () -> town.committeeService.draft(
                        DISCIPLINE,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("office", "1", "warn", null, TODAY))));
        assertEquals(List.of(), town.events());
    }

    @Test
    void eachKindHasItsDrafters() {
        town.committeeService.draft(
                DISCIPLINE,
                draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("district", "22", "warn", null, null)));
        refused(
                "access.forbidden",
                () -> town.committeeService.draft(
                        INSTITUTE, draft(Kind.RULES, TODAY, GovernanceHarness.ruleSet("0".repeat(64)))));
        refused(
                "access.forbidden",
                () -> town.committeeService.draft(
                        PLANNING,
                        draft(Kind.SANCTION, TODAY, GovernanceHarness.sanction("office", "1", "warn", null, null))));
        refused(
                "access.forbidden",
                () -> town.committeeService.draft(OPERATOR, draft(Kind.EXPOSE, TODAY, exposure(null))));
        town.seats.committees = List.of();
        refused("committee.no-seats", this::drafted);
        assertTrue(missing().contains("no committee is set up to decide on rules"));
    }

    /**
     * The access table has a row for each kind of decision, and a general row with every role that may draft at least
     * one kind.
     */
    @Test
    void everyKindHasARowOfTheAccessTable() {
        var table = new AccessTable().table();
        Set<String> drafters = new HashSet<>();
        for (Kind kind : Kind.values()) {
            drafters.addAll(table.get("committee.decision.draft." + kind.word()).keySet());
        }
        assertEquals(table.get("committee.decision.draft").keySet(), drafters);
    }

    @Test
    void rulesComeInForceByTheirHash() {
        String hash = town.rules.versions().get(0).hash();
        refused(
                "rules.unknown",
                () -> town.committeeService.draft(
                        PLANNING, draft(Kind.RULES, TODAY, GovernanceHarness.ruleSet("0".repeat(64)))));
        refused("rules.none-in-force", () -> town.rules.inForce());
        Decision signed = town.decide(Kind.RULES, TODAY, GovernanceHarness.ruleSet(hash));
        assertEquals(hash, town.rules.inForce().hash());
        assertEquals(signed.number(), town.rules.versions().get(0).decision());
        assertEquals("in-force", town.rules.versions().get(0).status());
        Decision coming = town.decide(Kind.RULES, TODAY.plusDays(2), GovernanceHarness.ruleSet(hash));
        assertEquals("coming", town.rules.versions().get(0).status());
        assertEquals(coming.inForce(), town.rules.versions().get(0).since());
    }

    @Test
    void rulesNeverChangeWithinADayOnWhichCasesOpened() {
        Terms terms = GovernanceHarness.ruleSet(town.rules.versions().get(0).hash());
        UUID waiting = town.committeeService
                .draft(PLANNING, draft(Kind.RULES, TODAY, terms))
                .id();
        town.decide(Kind.RULES, TODAY, terms);
        assertEquals(
                "effective",
                refused("rules.midnight", () -> town.committeeService.draft(PLANNING, draft(Kind.RULES, TODAY, terms)))
                        .field());
        town.committeeService.vote(CHAIR, waiting, "yes", null);
        town.committeeService.vote(TWO, waiting, "yes", null);
        refused("rules.midnight", () -> town.committeeService.sign(CHAIR, waiting));
        assertEquals("draft", town.committeeService.find(waiting).orElseThrow().state());
        assertEquals(1, town.rules.enacted().size());
    }

    @Test
    void rulesChangeAtOnceInACityThatBeganAsADemoCity() {
        town.committeeService.demoCity = demoCity(true);
        Terms terms = GovernanceHarness.ruleSet(town.rules.versions().get(0).hash());
        town.decide(Kind.RULES, TODAY, terms);
        town.decide(Kind.RULES, TODAY, terms);
        assertEquals(2, town.rules.enacted().size());
        town.committeeService.demoCity = demoCity(false);
        refused("rules.midnight", () -> town.committeeService.draft(PLANNING, draft(Kind.RULES, TODAY, terms)));
        assertTrue(demoCity(true).rulesAtOnce(), "it is remembered after decisions too");
    }

    @Test
    void noRealCityBecomesADemoCity() {
        Terms terms = GovernanceHarness.ruleSet(town.rules.versions().get(0).hash());
        town.decide(Kind.RULES, TODAY, terms);
        DemoCity pretended = demoCity(true);
        assertFalse(pretended.rulesAtOnce());
        town.committeeService.demoCity = pretended;
        refused("rules.midnight", () -> town.committeeService.draft(PLANNING, draft(Kind.RULES, TODAY, terms)));
        assertEquals(1, town.rules.enacted().size());
    }

    private DemoCity demoCity(boolean rulesAtOnce) {
        return new DemoCity(town.database.tx(), town.database.schemas(), new DemoCity.Config() {
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
    void rulesThatLieAheadKeepNobodyFromBeginningToday() {
        Terms terms = GovernanceHarness.ruleSet(town.rules.versions().get(0).hash());
        town.decide(Kind.RULES, TODAY.plusDays(9), terms);
        assertTrue(missing().contains("no decision has put rules in force"));
        town.decide(Kind.RULES, TODAY, terms);
        assertEquals(terms.ruleSet(), town.rules.inForce().hash());
        List<String> services =
                town.rules.inForce().services().stream().sorted().toList();
        assertEquals(
                Stream.concat(
                                Stream.of("no office is registered"),
                                services.stream()
                                        .map(s -> "no decision enables the service "
                                                + CodeNames.of("service", s).english() + " for any office"))
                        .toList(),
                missing());
        Terms open = exposure(null);
        services.stream()
                .filter(service -> !service.equals(GovernanceHarness.PERMIT))
                .forEach(service -> town.decide(
                        Kind.EXPOSE,
                        TODAY,
                        new Terms(service, open.offices(), null, null, null, null, null, null, null, null)));
        town.office("1204", "e1");
        town.decide(Kind.EXPOSE, TODAY, exposure(null, "1204", "1300"));
        town.decide(Kind.WITHDRAW, TODAY, exposure(null, "1300"));
        assertEquals(List.of(), missing());
        town.decide(Kind.WITHDRAW, TODAY, exposure(null));
        assertEquals(1, town.committeeService.missing().size());
    }

    @Test
    void listsByKindAndState() {
        drafted();
        Decision signed = town.decide(Kind.EXPOSE, TODAY, exposure(null));
        assertEquals(2, town.committeeService.list(null, null, null, 10).items().size());
        assertEquals(
                List.of(signed),
                town.committeeService.list(Kind.EXPOSE, "adopted", null, 10).items());
        var first = town.committeeService.list(null, null, null, 1);
        assertEquals(List.of(signed), first.items());
        assertEquals(
                "draft",
                town.committeeService
                        .list(null, null, first.next(), 1)
                        .items()
                        .get(0)
                        .state());
        refused("page.cursor", () -> town.committeeService.list(null, null, "x", 1));
    }

    private List<String> missing() {
        return town.committeeService.missing().stream()
                .map(one -> one.what().english())
                .toList();
    }
}
