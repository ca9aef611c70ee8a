package city.pishkhan.governance.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.SanctionGrounds;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleActs;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.CommitteeSeats.Seat;
import city.pishkhan.governance.internal.seats.SeatAcceptance;
import city.pishkhan.governance.internal.seats.SeatedCommittees;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.messages.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Implementation of {@link Committee}: drafts, votes on and signs decisions. A signed decision comes into force on its
 * effective day.
 */
@Component(service = Committee.class)
public final class CommitteeService implements Committee {
    private static final Messages MESSAGES = Messages.of(CommitteeService.class);
    private static final int LONGEST_REASON = 1_000;
    /** Prefix of operations in the access table; the kind of the decision is appended. */
    private static final String DRAFT = "committee.decision.draft.";

    private final Access access;
    private final GovernanceRepository governanceRepository;
    private final Journal journal;
    private final Procedures procedures;
    private final RuleActs rules;
    private final SeatAcceptance seatAcceptance;
    private final SanctionProcedure sanctionProcedure;
    private final DecisionSigning decisionSigning;

    /** The reference to the complaints service is optional, because that service uses this one and starts later. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SanctionGrounds grounds;

    /** Present only in a demo city, where rules may change at once. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile DemoCity demoCity;

    @Activate
    public CommitteeService(
            @Reference Access access,
            @Reference GovernanceRepository governanceRepository,
            @Reference Journal journal,
            @Reference Procedures procedures,
            @Reference RuleActs rules,
            @Reference SeatAcceptance seatAcceptance) {
        this.access = access;
        this.governanceRepository = governanceRepository;
        this.journal = journal;
        this.procedures = procedures;
        this.rules = rules;
        this.seatAcceptance = seatAcceptance;
        this.sanctionProcedure = new SanctionProcedure(() -> grounds, (somebody, login) -> governanceRepository
                .view()
                .experts()
                .register()
                .logins(somebody.person())
                .contains(login));
        this.decisionSigning = new DecisionSigning(journal, rules, sanctionProcedure, this::isRulesAtOnceAllowed);
    }

    @Override
    public Decision draft(Caller caller, Draft given) {
        access.check(
                caller,
                DRAFT + GovernanceFields.requirePresent("kind", given.kind()).code());
        Instant now = now();
        Draft draft = TermsCheck.clean(given, RegisterSnapshot.day(now));
        CommitteeSeats committee = currentCommittees().committeeFor(draft.kind(), draft.terms());
        if (draft.kind() == Kind.RULES && rules.hasRuleSetInForce(now) && !isRulesAtOnceAllowed()) {
            MidnightPolicy.checkDraft(draft.effective(), RegisterSnapshot.day(now));
        }
        if (draft.kind() == Kind.SPECIAL_REQUEST) {
            requireKnownService(draft.terms().service());
        }
        requireSuccessor(draft.terms().cases(), now);
        return governanceRepository.change(sql -> {
            if (draft.kind() == Kind.RULES) {
                rules.store(draft.terms().ruleSet());
            }
            Draft whole = sanctionProcedure.complete(sql, draft);
            Decision decision = DecisionJournal.createDraft(Ids.next(), whole, committee, caller.principal(), now);
            String salt = UUID.randomUUID().toString();
            DecisionRepository.add(sql, decision, salt, caller.person());
            Map<String, Object> details = DecisionJournal.journalDetails(decision);
            details.put(
                    "words",
                    journal.commitment(salt, TermsJson.write(List.of(draft.title(), draft.clause(), draft.reason()))));
            journal.record(null, "decision.drafted", caller, details);
            sanctionProcedure.drafted(caller, decision);
            return decision;
        });
    }

    /** Checks that the office that is to take over a suspended office's cases exists. */
    private void requireSuccessor(String cases, Instant now) {
        if (cases != null
                && !cases.equals(TermsCheck.FINISH)
                && governanceRepository.view().office(cases, now).isEmpty()) {
            throw Refusal.invalid("office.unknown", "terms.cases");
        }
    }

    /** Checks that the rules in force have a procedure for the requested service. */
    private void requireKnownService(String service) {
        if (procedures.inForce().procedure(service).isEmpty()) {
            throw Refusal.invalid("service.unknown", "terms.service");
        }
    }

    @Override
    public Decision vote(Caller member, UUID id, String voice, String reason) {
        VotingRules.check(voice, reason, LONGEST_REASON);
        return governanceRepository.change(sql -> {
            Decision decision = lockDraft(sql, id);
            CommitteeSeats committee = currentCommittees().get(decision.committee());
            Seat seat = VotingRules.requireVotingSeat(committee, decision.votes(), member);
            sanctionProcedure.requireVoter(sql, decision, seat, member, voice);
            Vote vote = new Vote(seat.name(), member.principal(), voice, reason == null ? null : reason.strip(), now());
            DecisionRepository.seatOf(sql, id, member).ifPresent(spoken -> {
                throw Refusal.forbidden("vote.same-person", spoken);
            });
            DecisionRepository.add(sql, id, vote, member.person());
            journal.record(null, "decision.voted", member, Map.of("decision", id, "seat", seat.name(), "voice", voice));
            List<Vote> votes = new ArrayList<>(decision.votes());
            votes.add(vote);
            return DecisionJournal.withVotes(decision, votes);
        });
    }

    @Override
    public Decision sign(Caller chair, UUID id) {
        return governanceRepository.change(sql -> {
            Decision decision = lockDraft(sql, id);
            return decisionSigning.sign(sql, decision, currentCommittees(), chair, now());
        });
    }

    @Override
    public VotingPosition votingPosition(Caller caller, Decision decision) {
        Optional<CommitteeSeats> committee = currentCommittees().committees().stream()
                .filter(one -> one.name().equals(decision.committee()))
                .findFirst();
        if (committee.isEmpty() || !decision.state().equals("draft")) {
            return VotingPosition.NONE;
        }
        return governanceRepository
                .tx()
                .required(sql -> decisionSigning.votingPosition(sql, decision, committee.get(), caller));
    }

    @Override
    public Appeal appeal(Caller party, UUID id) {
        access.check(party, "committee.hearing.appeal");
        Instant now = now();
        return governanceRepository.change(sql -> {
            Decision sanction = DecisionRepository.lock(sql, id).orElseThrow(() -> Refusal.notFound("decision"));
            LocalDate until = appealUntil(sanction).orElseThrow(() -> Refusal.conflict("appeal.final"));
            if (RegisterSnapshot.day(now).isAfter(until)) {
                throw Refusal.conflict("appeal.late", sanction.number(), until);
            }
            if (AppealRepository.filed(sql, id).isPresent()) {
                throw Refusal.conflict("appeal.filed", sanction.number());
            }
            AppealRepository.add(sql, id, new AppealRepository.Filed(now, party.principal()));
            journal.record(
                    null,
                    "decision.appealed",
                    party,
                    Map.of(
                            "decision",
                            id,
                            "number",
                            sanction.number(),
                            "stays",
                            !sanction.terms().hasImmediateEffect()));
            return appealOf(sql, id).orElseThrow();
        });
    }

    @Override
    public Optional<Appeal> appealOf(UUID decision) {
        return governanceRepository.tx().required(sql -> appealOf(sql, decision));
    }

    private static Optional<Appeal> appealOf(Handle sql, UUID decision) {
        Optional<Decision> word = AppealRepository.decided(sql, decision);
        return AppealRepository.filed(sql, decision)
                .map(filed -> new Appeal(
                        decision,
                        filed.at(),
                        filed.by(),
                        word.map(d -> Boolean.TRUE.equals(d.terms().granted()) ? "lifted" : "upheld")
                                .orElse(null),
                        word.map(Decision::number).orElse(null)));
    }

    @Override
    public Optional<LocalDate> appealUntil(Decision decision) {
        if (!AppealPolicy.isAppealable(decision, currentCommittees().claimants(Kind.EXPOSE))) {
            return Optional.empty();
        }
        Instant now = now();
        return Optional.of(AppealPolicy.lastDay(
                decision.signed(),
                rules.hasRuleSetInForce(now)
                        ? Optional.of(procedures.inForce(now).calendar())
                        : Optional.empty()));
    }

    private static Decision lockDraft(Handle sql, UUID id) {
        Decision decision = DecisionRepository.lock(sql, id).orElseThrow(() -> Refusal.notFound("decision"));
        if (!decision.state().equals("draft")) {
            throw Refusal.conflict("decision.closed", decision.number(), decision.state());
        }
        return decision;
    }

    private SeatedCommittees currentCommittees() {
        return seatAcceptance.currentCommittees();
    }

    @Override
    public Optional<Decision> find(UUID id) {
        return governanceRepository.tx().required(sql -> DecisionRepository.find(sql, id));
    }

    @Override
    public Optional<Decision> findByNumber(String number) {
        return governanceRepository.tx().required(sql -> DecisionRepository.find(sql, number));
    }

    @Override
    public Page<Decision> list(Kind kind, String state, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        return paging.page(
                governanceRepository
                        .tx()
                        .required(sql -> DecisionRepository.list(sql, kind, state, paging.from(), paging.limit())),
                Decision::id);
    }

    @Override
    public List<Exposure> exposures() {
        return governanceRepository.view().exposures(now());
    }

    @Override
    public List<HealthWarning> missing() {
        Instant now = now();
        RegisterSnapshot registerSnapshot = governanceRepository.view();
        List<HealthWarning> missing = new ArrayList<>(
                currentCommittees().warnings().stream().map(HealthWarning::of).toList());
        if (!currentCommittees().hasCommitteeFor(Kind.RULES)) {
            missing.add(missing("other/no-committee"));
        }
        if (registerSnapshot.all(now).isEmpty()) {
            missing.add(missing("other/no-office"));
        }
        if (!rules.hasRuleSetInForce(now)) {
            missing.add(missing("other/no-rules"));
            return missing;
        }
        procedures.inForce(now).services().stream()
                .filter(service -> !registerSnapshot.isExposed(service, now))
                .sorted()
                .forEach(service -> missing.add(missing("other/closed-service", service)));
        return missing;
    }

    private static HealthWarning missing(String messageKey, Object... arguments) {
        return HealthWarning.of(MESSAGES, messageKey, "", null, arguments);
    }

    private boolean isRulesAtOnceAllowed() {
        DemoCity demo = demoCity;
        return demo != null && demo.isRulesAtOnceAllowed();
    }

    /** Returns the current time in the precision of PostgreSQL. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
