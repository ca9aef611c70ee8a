package city.pishkhan.governance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Licence;
import city.pishkhan.api.governance.Experts.Registered;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeFileCheck;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.SeatAcceptance;
import city.pishkhan.governance.internal.seats.SeatedCommittee;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.procedures.internal.ProcedureService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.function.Executable;

/** The governance services on a real PostgreSQL database, with the journal and the distributed rules. */
final class GovernanceHarness implements AutoCloseable {
    static final Caller INSTITUTE = new Caller("institute", Set.of("institute"));
    static final Caller PLANNING = new Caller("planning", Set.of("planning"));
    static final Caller CHAIR = new Caller("chair", Set.of("chair"));
    static final Caller DEPUTY = new Caller("deputy", Set.of("committee"));
    static final Caller TWO = new Caller("two", Set.of("committee"));
    static final Caller THREE = new Caller("three", Set.of("committee"));
    static final Caller DISCIPLINE = new Caller("disciplinarian", Set.of("discipline"));
    static final Caller INSPECTORATE = new Caller("inspectorate-member", Set.of("discipline"));
    static final Caller GUARD = new Caller("guard", Set.of("discipline"));
    static final Caller LAWYER = new Caller("lawyer", Set.of("discipline"));
    static final Caller TECHNICIAN = new Caller("technician", Set.of("discipline"));
    static final Caller OPERATOR = new Caller("operator", Set.of("operator"));

    /** code of the office that takes over the cases of a suspended office */
    static final String HEIR = "900";

    static final String PERMIT = "building-permit";
    static final LocalDate TODAY = RegisterSnapshot.day(Instant.now());

    final TestStore database = TestStore.start();
    final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    final ProcedureService rules = new ProcedureService(database.tx(), database.schemas(), journal, new Rules());
    final GovernanceRepository governanceRepository = new GovernanceRepository(database.tx(), database.schemas());
    final QualificationNotices notices = new QualificationNotices(governanceRepository, journal);
    final OfficeService offices = new OfficeService(new AccessTable(), governanceRepository, journal, rules, notices);
    final ExpertService experts =
            new ExpertService(new AccessTable(), governanceRepository, journal, (field, id) -> "key." + id, rules);
    final SeatAcceptance seats = new SeatAcceptance(database.tx(), database.schemas(), journal);
    final CommitteeService committeeService =
            new CommitteeService(new AccessTable(), governanceRepository, journal, rules, rules, seats);

    final FakeComplaints complaints = new FakeComplaints();

    GovernanceHarness() {

        seats.committees = List.of(
                new SeatedCommittee(CommitteeSeats.parse(
                        "steering",
                        "expose, withdraw, rules, special-request",
                        2,
                        "planning-deputy: chair / deputy, municipality: two, institute: three")),
                new SeatedCommittee(
                        CommitteeFileCheck.validate(
                                CommitteeSeats.parse(
                                        "discipline",
                                        "sanction",
                                        3,
                                        "inspectorate: inspectorate-member, security: guard, legal: lawyer, institute: institute-member, ict (operator): technician"))));
        committeeService.grounds = complaints;
    }

    /** Settings that load the distributed rules. */
    private static final class Rules implements ProcedureService.Config {
        @Override
        public String directory() {
            return "../../../etc/procedures";
        }

        @Override
        public String calendar() {
            return "../../../etc/calendar/working-sim.txt";
        }

        @Override
        public Class<? extends java.lang.annotation.Annotation> annotationType() {
            return ProcedureService.Config.class;
        }
    }

    /** Makes this committee the only one and accepts it, as two people would by the act {@code committee-accept}. */
    void acceptCommittee(CommitteeSeats committee) {
        seats.committees = List.of(new SeatedCommittee(committee));
        Map<String, String> terms = seats.complete(Map.of("committee", committee.name()));
        seats.check(terms);
        seats.execute(
                INSTITUTE,
                new Approvals.Approval(
                        UUID.randomUUID(),
                        seats.name(),
                        terms,
                        "new seats",
                        "asked",
                        "operator",
                        Instant.now(),
                        Instant.now(),
                        null,
                        null,
                        null));
    }

    static Terms exposure(Integer quota, String... offices) {
        return new Terms(PERMIT, List.of(offices), quota, null, null, null, null, null, null, null);
    }

    static Terms sanction(String target, String name, String measure, String service, LocalDate until) {
        boolean asked = target.equals("office") && measure.equals("suspend");
        return sanction(target, name, measure, service, until, null, asked ? HEIR : null);
    }

    /** @param danger reason of an urgent sanction; otherwise {@code null} */
    static Terms sanction(
            String target, String name, String measure, String service, LocalDate until, String danger, String cases) {
        return new Terms(
                service,
                null,
                null,
                null,
                null,
                null,
                target,
                name,
                measure,
                until,
                FakeComplaints.complaintFor(new Party(target, name)),
                danger == null ? null : true,
                danger,
                cases,
                null);
    }

    static Terms ruleSet(String hash) {
        return new Terms(null, null, null, hash, null, null, null, null, null, null);
    }

    static Draft draft(Kind kind, LocalDate effective, Terms terms) {
        return new Draft(kind, "title", "article 7", "reason", effective, terms);
    }

    /** Drafts, votes and signs a decision. */
    Decision decide(Kind kind, LocalDate effective, Terms terms) {
        Caller by = kind == Kind.SANCTION ? DISCIPLINE : kind == Kind.SPECIAL_REQUEST ? INSTITUTE : PLANNING;
        if (HEIR.equals(terms.cases())) {
            addSuccessorOffice();
        }
        Decision drafted = committeeService.draft(by, draft(kind, effective, terms));
        List<Caller> voters = drafted.committee().equals("discipline")
                ? List.of(INSPECTORATE, GUARD, LAWYER)
                : kind == Kind.SANCTION ? List.of(CHAIR, TWO, THREE) : List.of(CHAIR, TWO);
        return adopt(drafted.id(), voters);
    }

    /** All voters vote yes, and the first one signs. */
    Decision adopt(UUID decision, List<Caller> voters) {
        voters.forEach(voter -> committeeService.vote(voter, decision, "yes", null));
        return committeeService.sign(voters.get(0), decision);
    }

    void addSuccessorOffice() {
        if (offices.find(HEIR).isEmpty()) {
            governanceRepository.change(sql -> {
                GovernanceRepository.add(sql, new Offices.Application(HEIR, "دفتر", 22), "institute");
                return null;
            });
        }
    }

    /** Registers an expert in architecture and structure, licensed for a year, whose national ID equals the login. */
    Registered expert(String login, String office) {
        return experts.enter(INSTITUTE, login, entry(login, office, null, List.of("architecture", "structure")));
    }

    static Entry entry(String login, String office, UUID deputy, List<String> disciplines) {
        return new Entry(
                "کارشناس",
                login,
                disciplines,
                new Licence("L-" + login, TODAY, TODAY.plusYears(1)),
                office,
                null,
                null,
                deputy);
    }

    /** Adds an office with a contract and a qualification. */
    void office(String code, String expert) {
        offices.apply(INSTITUTE, new Offices.Application(code, "دفتر " + code, 22));
        offices.recordContract(INSTITUTE, code, new Offices.Contract("C-" + code, TODAY, TODAY.plusYears(1)));
        expert(expert, code);
        qualify(code, expert);
    }

    void qualify(String office, String expert) {
        offices.qualify(
                INSTITUTE, office, new Offices.Qualification(null, PERMIT, expert, null, TODAY, TODAY.plusYears(1)));
    }

    void mayOpen(String office) {
        offices.checkOpening(office, PERMIT, Instant.now(), () -> 0);
    }

    static Refusal refused(String code, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        return refusal;
    }

    /** Returns the journal events that do not belong to a case. */
    List<String> events() {
        return journal.entries(null).stream().map(e -> e.event()).toList();
    }

    @Override
    public void close() {
        notices.stop();
        governanceRepository.stop();
        database.close();
    }
}
