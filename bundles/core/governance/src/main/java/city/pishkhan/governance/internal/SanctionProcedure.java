package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.SanctionGrounds;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.CommitteeSeats.Seat;
import city.pishkhan.governance.internal.seats.SeatedCommittees;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Additional rules for sanctions and appeals. Each needs a complaint whose accused party was heard. Members of the
 * accused body do not vote or sign, and neither do members of the first instance in an appeal. Every method needs a
 * transaction.
 */
final class SanctionProcedure {
    private final Supplier<SanctionGrounds> grounds;
    private final ExpertPersons experts;

    /** Tells whether a caller is the expert who has, or had, a login. */
    interface ExpertPersons {
        boolean isPerson(Caller caller, String login);
    }

    /** @param grounds returns {@code null} while the complaints service is not available; sanctions are then refused */
    SanctionProcedure(Supplier<SanctionGrounds> grounds, ExpertPersons experts) {
        this.grounds = grounds;
        this.experts = experts;
    }

    static boolean isSanctionOrAppeal(Kind kind) {
        return kind == Kind.SANCTION || kind == Kind.APPEAL;
    }

    private SanctionGrounds grounds() {
        SanctionGrounds there = grounds.get();
        if (there == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "committee.no-complaints", null);
        }
        return there;
    }

    /**
     * Completes an appeal's draft with the terms of its sanction.
     *
     * @throws Refusal {@code INVALID} if the sanction has no undecided appeal
     */
    Draft complete(Handle sql, Draft draft) {
        if (draft.kind() != Kind.APPEAL) {
            return draft;
        }
        Terms terms = draft.terms();
        Decision sanction = requireUndecidedAppeal(sql, terms.appeal());
        Terms whole = new Terms(
                null,
                null,
                null,
                null,
                null,
                terms.granted(),
                sanction.terms().target(),
                sanction.terms().name(),
                null,
                null,
                sanction.terms().complaint(),
                null,
                null,
                null,
                terms.appeal());
        return new Draft(draft.kind(), draft.title(), draft.clause(), draft.reason(), draft.effective(), whole);
    }

    /** Returns a sanction whose appeal is filed and not decided. */
    private static Decision requireUndecidedAppeal(Handle sql, UUID id) {
        if (AppealRepository.filed(sql, id).isEmpty()) {
            throw Refusal.invalid("appeal.unknown", "terms.appeal");
        }
        AppealRepository.decided(sql, id).ifPresent(word -> {
            throw Refusal.conflict("appeal.decided", word.number());
        });
        return DecisionRepository.find(sql, id).orElseThrow();
    }

    void drafted(Caller drafter, Decision decision) {
        if (decision.kind() == Kind.SANCTION) {
            grounds().linkDraft(drafter, decision.id(), decision.terms());
        }
    }

    /** @param vote the vote; accused members may only vote {@code recused} */
    void requireVoter(Handle sql, Decision decision, Seat seat, Caller member, String vote) {
        if (!isSanctionOrAppeal(decision.kind()) || vote.equals("recused")) {
            return;
        }
        Party accused = accused(decision);
        if (accused != null
                && (seat.isParty(accused.kind(), accused.name())
                        || Party.of(member).contains(accused)
                        || accused.kind().equals("expert") && experts.isPerson(member, accused.name()))) {
            throw Refusal.forbidden("vote.accused", seat.name());
        }
        if (decision.kind() == Kind.APPEAL
                && hasParticipated(sql, decision.terms().appeal(), member)) {
            throw Refusal.forbidden("vote.first-instance");
        }
    }

    private static boolean hasParticipated(Handle sql, UUID sanction, Caller member) {
        return DecisionRepository.seatOf(sql, sanction, member).isPresent()
                || DecisionRepository.isDrafter(sql, sanction, member);
    }

    /** Returns the accused party, or {@code null} if the decision concerns none. */
    private Party accused(Decision decision) {
        return isSanctionOrAppeal(decision.kind()) && decision.terms().complaint() != null
                ? grounds().accused(decision.terms().complaint())
                : null;
    }

    /** Returns the seats of accused bodies, which neither count nor sign. */
    List<String> barred(Decision decision, CommitteeSeats committee) {
        Party accused = accused(decision);
        return accused == null
                ? List.of()
                : committee.seats().stream()
                        .filter(seat -> seat.isParty(accused.kind(), accused.name()))
                        .map(Seat::name)
                        .toList();
    }

    /** Repeats, before the signature, the checks whose result may have changed since the draft. */
    void requireAdoptable(Handle sql, Decision decision, SeatedCommittees committees) {
        if (!isSanctionOrAppeal(decision.kind())) {
            return;
        }
        Terms terms = decision.terms();
        if (terms.complaint() == null) {
            throw Refusal.conflict("decision.no-complaint/adopting");
        }
        if (!committees.committeeFor(decision.kind(), terms).name().equals(decision.committee())) {
            throw Refusal.conflict("committee.other", decision.committee());
        }
        if (decision.kind() == Kind.APPEAL) {
            requireUndecidedAppeal(sql, terms.appeal());
        } else {
            grounds().checkAdoption(decision.id(), terms);
        }
    }

    void signed(Decision decision) {
        if (decision.kind() == Kind.SANCTION && decision.terms().complaint() != null) {
            grounds().recordOutcome(decision);
        }
    }
}
