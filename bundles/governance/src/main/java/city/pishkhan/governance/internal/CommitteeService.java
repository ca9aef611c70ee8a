package city.pishkhan.governance.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleActs;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.CommitteeSeats.Seat;
import city.pishkhan.identifiers.Ids;
import java.time.Instant;
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

/** {@link Committee}: drafts, votes, signatures, and what they put in force. */
@Component(service = Committee.class)
public final class CommitteeService implements Committee {
    private static final int LONGEST_REASON = 1_000;
    /** With a kind: a row of the access table. */
    private static final String DRAFT = "committee.decision.draft.";

    private final Access access;
    private final GovernanceRepository governanceRepository;
    private final Journal journal;
    private final Procedures procedures;
    private final RuleActs rules;
    private final DecisionSigning decisionSigning;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<SeatedCommittee> committees = List.of();

    @Activate
    public CommitteeService(
            @Reference Access access,
            @Reference GovernanceRepository governanceRepository,
            @Reference Journal journal,
            @Reference Procedures procedures,
            @Reference RuleActs rules) {
        this.access = access;
        this.governanceRepository = governanceRepository;
        this.journal = journal;
        this.procedures = procedures;
        this.rules = rules;
        this.decisionSigning = new DecisionSigning(journal, rules);
    }

    @Override
    public Decision draft(Caller caller, Draft given) {
        access.check(caller, DRAFT + TermsCheck.word(GovernanceFields.present("kind", given.kind())));
        Instant now = now();
        Draft draft = TermsCheck.clean(given, RegisterSnapshot.day(now));
        CommitteeSeats committee = sitting().deciding(draft.kind());
        if (draft.kind() == Kind.RULES && rules.begun(now)) {
            MidnightPolicy.checkDraft(draft.effective(), RegisterSnapshot.day(now));
        }
        if (draft.kind() == Kind.SPECIAL_REQUEST) {
            knownService(draft.terms().service());
        }
        return governanceRepository.change(sql -> {
            if (draft.kind() == Kind.RULES) {
                rules.keep(draft.terms().ruleSet());
            }
            Decision decision = DecisionJournal.drafted(Ids.next(), draft, committee, caller.principal(), now);
            String salt = UUID.randomUUID().toString();
            DecisionRepository.add(sql, decision, salt);
            Map<String, Object> details = DecisionJournal.journaled(decision);
            details.put(
                    "words",
                    journal.commit(salt, TermsJson.write(List.of(draft.title(), draft.clause(), draft.reason()))));
            journal.record(null, "decision.drafted", caller, details);
            return decision;
        });
    }

    /** There is no request for what no procedure knows. */
    private void knownService(String service) {
        if (procedures.inForce().procedure(service).isEmpty()) {
            throw Refusal.invalid("service.unknown", "terms.service");
        }
    }

    @Override
    public Decision vote(Caller member, UUID id, String voice, String reason) {
        VotingRules.check(voice, reason, LONGEST_REASON);
        return governanceRepository.change(sql -> {
            Decision decision = open(sql, id);
            CommitteeSeats committee = sitting().named(decision.committee());
            Seat seat = VotingRules.mayVote(committee, decision.votes(), member);
            Vote vote = new Vote(seat.name(), member.principal(), voice, reason == null ? null : reason.strip(), now());
            DecisionRepository.add(sql, id, vote);
            journal.record(null, "decision.voted", member, Map.of("decision", id, "seat", seat.name(), "voice", voice));
            List<Vote> votes = new ArrayList<>(decision.votes());
            votes.add(vote);
            return DecisionJournal.with(decision, votes);
        });
    }

    @Override
    public Decision sign(Caller chair, UUID id) {
        return governanceRepository.change(sql -> {
            Decision decision = open(sql, id);
            return decisionSigning.sign(sql, decision, sitting().named(decision.committee()), chair, now());
        });
    }

    private static Decision open(Handle sql, UUID id) {
        Decision decision = DecisionRepository.lock(sql, id).orElseThrow(() -> Refusal.notFound("decision"));
        if (!decision.state().equals("draft")) {
            throw Refusal.conflict("decision.closed", decision.number(), decision.state());
        }
        return decision;
    }

    private SeatedCommittees sitting() {
        return new SeatedCommittees(committees);
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
    public List<String> missing() {
        Instant now = now();
        RegisterSnapshot registerSnapshot = governanceRepository.view();
        List<String> missing = new ArrayList<>();
        if (!sitting().decides(Kind.RULES)) {
            missing.add("no committee sits that decides on rules");
        }
        if (registerSnapshot.all(now).isEmpty()) {
            missing.add("no office is registered");
        }
        if (!rules.begun(now)) {
            missing.add("no decision has put rules in force");
            return missing;
        }
        procedures.inForce(now).services().stream()
                .filter(service -> !registerSnapshot.open(service, now))
                .sorted()
                .forEach(service -> missing.add("no decision opens the service " + service + " to any office"));
        return missing;
    }

    /** As PostgreSQL keeps it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
