package city.pishkhan.approvals.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Implementation of {@link Approvals}: one person requests an act, another person decides, and both steps are
 * journaled.
 */
@Component(service = Approvals.class)
public final class ApprovalService implements Approvals {
    private static final String TABLE = "approval";
    private static final Duration LAPSES = Duration.ofDays(7);
    private static final String READ = "committee.approval.read";
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final Tx tx;
    private final Access access;
    private final Journal journal;
    private final ProvenRows proven;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<ApprovedAct> acts = List.of();

    @Activate
    public ApprovalService(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Access access,
            @Reference Journal journal,
            @Reference ProvenRows proven) {
        this.proven = proven;
        this.tx = tx;
        this.access = access;
        this.journal = journal;
        schemas.migrate(ApprovalService.class, "approvals");
    }

    /** Creates the service with fixed acts, outside of a container. */
    public ApprovalService(
            Tx tx, Schemas schemas, Access access, Journal journal, ProvenRows proven, List<ApprovedAct> acts) {
        this(tx, schemas, access, journal, proven);
        this.acts = acts;
    }

    @Override
    public Approval request(Caller caller, String act, Map<String, String> givenTerms, String reason) {
        ApprovedAct asked = act(act);
        access.check(caller, asked.operation());
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw Refusal.invalid("reason.length", "reason", SHORTEST_REASON, LONGEST_REASON);
        }
        Map<String, String> terms = asked.complete(givenTerms);
        asked.check(terms);
        Instant now = now();
        Approval approval = new Approval(
                Ids.next(), act, terms, why, "asked", caller.principal(), now, now.plus(LAPSES), null, null, null);
        String salt = UUID.randomUUID().toString();
        tx.run(sql -> {
            ApprovalRepository.add(sql, approval, caller.person(), salt, mac(approval, caller.person()));
            Map<String, Object> details = details(approval, asked);
            details.put("reason", journal.commitment(salt, why));
            journal.record(null, "approval.asked", caller, details);
        });
        return approval;
    }

    @Override
    public Approval decide(Caller caller, UUID id, boolean approve) {
        return tx.required(sql -> {
            Approval a = ApprovalRepository.lock(sql, id).orElseThrow(() -> Refusal.notFound("approval"));
            ApprovedAct act = act(a.act());
            access.check(caller, act.operation());
            if (!a.state().equals("asked")) {
                throw Refusal.conflict("approval.closed", a.state());
            }
            ApprovalRepository.Asked asked = ApprovalRepository.asked(sql, id);
            if (approve && !proven.isProven(asked.mac(), TABLE, columns(a, asked.person()))) {
                throw Refusal.conflict("approval.not-proven");
            }
            if (caller.isSamePerson(a.askedBy(), asked.person())) {
                throw Refusal.of(Refusal.Kind.FORBIDDEN, "approval.same-person", null);
            }
            String result = null;
            if (approve) {
                act.check(a.terms());
                result = act.execute(caller, a);
            }
            ApprovalRepository.decide(sql, id, approve ? "done" : "refused", caller.principal(), now(), result);
            journal.record(null, approve ? "approval.done" : "approval.refused", caller, details(a, act));
            return withOutcome(ApprovalRepository.find(sql, id).orElseThrow());
        });
    }

    private String mac(Approval a, String person) {
        return proven.mac(TABLE, columns(a, person));
    }

    /** Columns of a request that decide its effect, and who may approve it. */
    private static Object[] columns(Approval a, String person) {
        return new Object[] {
            a.id(), a.act(), ApprovalRepository.write(new TreeMap<>(a.terms())), a.askedBy(), person, a.expires()
        };
    }

    private static Map<String, Object> details(Approval a, ApprovedAct act) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("approval", a.id());
        details.put("act", a.act());
        details.put("terms", act.journalTerms(a.terms()));
        return details;
    }

    @Override
    public Optional<Approval> find(Caller caller, UUID id) {
        Set<String> within = visibleActs(caller);
        return tx.required(sql -> ApprovalRepository.find(sql, id))
                .filter(a -> within == null || within.contains(a.act()))
                .map(this::withOutcome);
    }

    @Override
    public List<Approval> list(Caller caller, @Nullable String state, int limit) {
        Set<String> within = visibleActs(caller);
        return tx.required(sql -> ApprovalRepository.list(sql, within, state, limit)).stream()
                .map(this::withOutcome)
                .toList();
    }

    /** Returns the names of the acts whose approvals the caller may see; {@code null} for all. */
    private @Nullable Set<String> visibleActs(Caller caller) {
        if (access.scope(caller, READ).all()) {
            return null;
        }
        return acts.stream()
                .filter(act -> !access.scope(caller, act.operation()).equals(Scope.NONE))
                .map(ApprovedAct::name)
                .collect(Collectors.toSet());
    }

    /**
     * Replaces the stored result by the description that its act gives; unchanged if the act's bundle is not installed.
     */
    private Approval withOutcome(Approval a) {
        Text result = a.result();
        return result == null
                ? a
                : acts.stream()
                        .filter(act -> act.name().equals(a.act()))
                        .findFirst()
                        .map(act -> a.withResult(act.outcome(result.english())))
                        .orElse(a);
    }

    private ApprovedAct act(String name) {
        return acts.stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("approval.act", "act"));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
