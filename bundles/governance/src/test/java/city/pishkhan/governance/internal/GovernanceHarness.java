package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Caller;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.procedures.internal.ProcedureService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** The governance services on a real PostgreSQL, with the journal and the city's shipped rules. */
final class GovernanceHarness implements AutoCloseable {
    static final Caller INSTITUTE = new Caller("institute", Set.of("institute"));
    static final Caller PLANNING = new Caller("planning", Set.of("planning"));
    static final Caller CHAIR = new Caller("chair", Set.of("chair"));
    static final Caller DEPUTY = new Caller("deputy", Set.of("committee"));
    static final Caller TWO = new Caller("two", Set.of("committee"));
    static final Caller THREE = new Caller("three", Set.of("committee"));
    static final Caller DISCIPLINE = new Caller("disciplinarian", Set.of("discipline"));
    static final Caller OPERATOR = new Caller("operator", Set.of("operator"));

    static final String PERMIT = "building-permit";
    static final LocalDate TODAY = RegisterSnapshot.day(Instant.now());

    final TestStore database = TestStore.start();
    final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    final ProcedureService rules = new ProcedureService(database.tx(), database.schemas(), journal, new Rules());
    final GovernanceRepository governanceRepository = new GovernanceRepository(database.tx(), database.schemas());
    final OfficeService offices = new OfficeService(new AccessTable(), governanceRepository, journal);
    final CommitteeService committeeService =
            new CommitteeService(new AccessTable(), governanceRepository, journal, rules, rules);

    GovernanceHarness() {
        committeeService.committees = List.of(
                new SeatedCommittee(CommitteeSeats.parse(
                        "steering",
                        "expose, withdraw, rules, special-request",
                        2,
                        "planning-deputy: chair / deputy, municipality: two, institute: three")),
                new SeatedCommittee(CommitteeSeats.parse("discipline", "sanction", 1, "inspectorate: disciplinarian")));
    }

    /** The shipped rules. */
    private static final class Rules implements ProcedureService.Config {
        @Override
        public String directory() {
            return "../../etc/procedures";
        }

        @Override
        public String calendar() {
            return "../../etc/calendar/working-sim.txt";
        }

        @Override
        public Class<? extends java.lang.annotation.Annotation> annotationType() {
            return ProcedureService.Config.class;
        }
    }

    static Terms exposure(Integer quota, String... offices) {
        return new Terms(PERMIT, List.of(offices), quota, null, null, null, null, null, null, null);
    }

    static Terms sanction(String target, String name, String measure, String service, LocalDate until) {
        return new Terms(service, null, null, null, null, null, target, name, measure, until);
    }

    static Terms ruleSet(String hash) {
        return new Terms(null, null, null, hash, null, null, null, null, null, null);
    }

    static Draft draft(Kind kind, LocalDate effective, Terms terms) {
        return new Draft(kind, "title", "article 7", "reason", effective, terms);
    }

    /** Drafted by who may, voted for by all seats, signed. */
    Decision decide(Kind kind, LocalDate effective, Terms terms) {
        Caller by = kind == Kind.SANCTION ? DISCIPLINE : kind == Kind.SPECIAL_REQUEST ? INSTITUTE : PLANNING;
        Decision drafted = committeeService.draft(by, draft(kind, effective, terms));
        if (kind == Kind.SANCTION) {
            committeeService.vote(DISCIPLINE, drafted.id(), "yes", null);
            return committeeService.sign(DISCIPLINE, drafted.id());
        }
        committeeService.vote(CHAIR, drafted.id(), "yes", null);
        committeeService.vote(TWO, drafted.id(), "yes", null);
        return committeeService.sign(CHAIR, drafted.id());
    }

    /** An office that may do all, as far as the institute is concerned. */
    void office(String code, String expert) {
        offices.apply(INSTITUTE, new Offices.Application(code, "دفتر " + code, 22));
        offices.contract(INSTITUTE, code, new Offices.Contract("C-" + code, TODAY, TODAY.plusYears(1)));
        offices.qualify(
                INSTITUTE, code, new Offices.Qualification(null, PERMIT, expert, "کارشناس", TODAY, TODAY.plusYears(1)));
    }

    void mayOpen(String office) {
        offices.mayOpen(office, PERMIT, Instant.now(), () -> 0);
    }

    static Refusal refused(String code, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        return refusal;
    }

    /** Events of the hub itself. */
    List<String> events() {
        return journal.entries(null).stream().map(e -> e.event()).toList();
    }

    @Override
    public void close() {
        governanceRepository.stop();
        database.close();
    }
}
