package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.SanctionGrounds;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Implementation of {@link SanctionGrounds}: decides whether a complaint permits a sanction. The party must have been heard, or
 * have let the period for its answer pass. An urgent sanction needs no hearing, but is possible only once per complaint. Lifting a
 * sanction needs no hearing.
 */
@Component(service = SanctionGrounds.class)
public final class ComplaintGrounds implements SanctionGrounds {
    private static final Set<String> HEARABLE = Set.of("hearing", "heard", "decided");
    /** States in which an urgent sanction is possible. */
    private static final Set<String> OPEN = Set.of("received", "hearing", "heard", "deciding");

    /** Time for which a party cannot get another urgent sanction. It is long enough for the hearing. */
    private static final Duration URGENT_SANCTION_PAUSE = Duration.ofDays(60);

    private final Tx tx;
    private final Journal journal;

    @Activate
    public ComplaintGrounds(@Reference ComplaintRepository store, @Reference Journal journal) {
        this.tx = store.tx();
        this.journal = journal;
    }

    @Override
    public Party accused(UUID complaint) {
        return tx.required(sql -> ComplaintRepository.find(sql, complaint)
                .orElseThrow(ComplaintViews::unknown)
                .party());
    }

    @Override
    public void linkDraft(Caller drafter, UUID decision, Terms terms) {
        tx.run(sql -> {
            ComplaintRow row = ComplaintRepository.lock(sql, terms.complaint()).orElseThrow(ComplaintViews::unknown);
            Instant now = ComplaintRepository.now();
            String course = course(row, terms);
            requireGrounds(sql, row, terms, course, now);
            if (course.equals(ProposalRepository.COMPLAINT)) {
                ComplaintViews.require(row, HEARABLE);
                ComplaintRepository.startDeciding(sql, row.id());
            }
            ProposalRepository.add(sql, row.id(), decision, terms.measure(), course, now);
            journal.record(
                    null,
                    "complaint.proposed",
                    drafter,
                    Map.of("complaint", row.id(), "decision", decision, "measure", terms.measure()));
        });
    }

    private static String course(ComplaintRow row, Terms terms) {
        if (terms.hasImmediateEffect()) {
            return ProposalRepository.URGENT;
        }
        return "reinstate".equals(terms.measure()) && !row.state().equals("decided")
                ? ProposalRepository.LIFTING
                : ProposalRepository.COMPLAINT;
    }

    private static void requireGrounds(Handle sql, ComplaintRow row, Terms terms, String course, Instant now) {
        ComplaintViews.requireNamed(row);
        Party party = new Party(Objects.requireNonNull(terms.target()), terms.name());
        if (!"service".equals(terms.target()) && !party.equals(row.party())) {
            throw Refusal.invalid(
                    "complaint.other-party",
                    "terms.name",
                    row.party().kind(),
                    row.party().name());
        }
        switch (course) {
            case ProposalRepository.URGENT -> {
                ComplaintViews.require(row, OPEN);
                if (ProposalRepository.hasUrgentSanctionSince(sql, row.id(), now.minus(URGENT_SANCTION_PAUSE))) {
                    throw Refusal.conflict("complaint.urgent-once", URGENT_SANCTION_PAUSE.toDays());
                }
            }
            case ProposalRepository.COMPLAINT -> requireHearing(row, terms, now);
            default -> {}
        }
    }

    private static void requireHearing(ComplaintRow row, Terms terms, Instant now) {
        if ("reinstate".equals(terms.measure())) {
            return;
        }
        if (row.due() == null) {
            throw Refusal.conflict("complaint.state", row.state(), "heard");
        }
        if (row.answered() == null && now.isBefore(row.due())) {
            throw Refusal.conflict("complaint.not-heard", row.due());
        }
    }

    @Override
    public void checkAdoption(UUID decision, Terms terms) {
        tx.run(sql -> {
            ComplaintRow row = ComplaintRepository.lock(sql, terms.complaint()).orElseThrow(ComplaintViews::unknown);
            String course = ProposalRepository.course(sql, row.id(), decision).orElseThrow(ComplaintViews::unknown);
            requireGrounds(sql, row, terms, course, ComplaintRepository.now());
        });
    }

    @Override
    public void recordOutcome(Decision decision) {
        tx.run(sql -> {
            ProposalRepository.recordOutcome(sql, decision.id(), decision.state());
            ComplaintOutcomes.settle(sql, journal, decision);
        });
    }
}
