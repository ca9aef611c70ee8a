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
 * What sanctions, and appeals against them, ask for beyond other decisions: a matter whose party was heard, nobody whose own body is accused,
 * and for an appeal nobody who decided before. Called inside a transaction.
 */
final class SanctionProcedure {
    private final Supplier<SanctionGrounds> grounds;
    private final ExpertPersons experts;

    /** Whether somebody is the expert who has, or had, a login. */
    interface ExpertPersons {
        boolean isPerson(Caller somebody, String login);
    }

    /** @param grounds {@code null} while nobody keeps matters: then nobody is sanctioned */
    SanctionProcedure(Supplier<SanctionGrounds> grounds, ExpertPersons experts) {
        this.grounds = grounds;
        this.experts = experts;
    }

    static boolean concerns(Kind kind) {
        return kind == Kind.SANCTION || kind == Kind.APPEAL;
    }

    private SanctionGrounds grounds() {
        SanctionGrounds there = grounds.get();
        if (there == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "committee.no-matters", null);
        }
        return there;
    }

    /** The draft with what follows from what it names. @throws Refusal INVALID if that is not there */
    Draft complete(Handle sql, Draft draft) {
        if (draft.kind() != Kind.APPEAL) {
            return draft;
        }
        Terms terms = draft.terms();
        Decision sanction = undecided(sql, terms.appeal());
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
                sanction.terms().matter(),
                null,
                null,
                null,
                terms.appeal());
        return new Draft(draft.kind(), draft.title(), draft.clause(), draft.reason(), draft.effective(), whole);
    }

    /** A sanction with an appeal that nobody has decided. */
    private static Decision undecided(Handle sql, UUID id) {
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
            grounds().drafted(drafter, decision.id(), decision.terms());
        }
    }

    /** @param voice whoever is accused may only say so */
    void mayVote(Handle sql, Decision decision, Seat seat, Caller member, String voice) {
        if (!concerns(decision.kind()) || voice.equals("recused")) {
            return;
        }
        Party accused = accused(decision);
        if (accused != null
                && (seat.is(accused.kind(), accused.name())
                        || Party.of(member).contains(accused)
                        || accused.kind().equals("expert") && experts.isPerson(member, accused.name()))) {
            throw Refusal.forbidden("vote.accused", seat.name());
        }
        if (decision.kind() == Kind.APPEAL && voted(sql, decision.terms().appeal(), member)) {
            throw Refusal.forbidden("vote.first-instance");
        }
    }

    private static boolean voted(Handle sql, UUID sanction, Caller member) {
        return DecisionRepository.seatOf(sql, sanction, member).isPresent()
                || DecisionRepository.drafted(sql, sanction, member);
    }

    /** {@code null} if it concerns no party. */
    private Party accused(Decision decision) {
        return concerns(decision.kind()) && decision.terms().matter() != null
                ? grounds().accused(decision.terms().matter())
                : null;
    }

    /** Seats whose bodies are accused: they neither count nor sign, whatever was said for them. */
    List<String> barred(Decision decision, CommitteeSeats committee) {
        Party accused = accused(decision);
        return accused == null
                ? List.of()
                : committee.seats().stream()
                        .filter(seat -> seat.is(accused.kind(), accused.name()))
                        .map(Seat::name)
                        .toList();
    }

    /** Looks again at what may have changed since it was drafted. */
    void adopting(Handle sql, Decision decision, SeatedCommittees sitting) {
        if (!concerns(decision.kind())) {
            return;
        }
        Terms terms = decision.terms();
        if (terms.matter() == null) {
            throw Refusal.conflict("decision.no-matter/adopting");
        }
        if (!sitting.deciding(decision.kind(), terms).name().equals(decision.committee())) {
            throw Refusal.conflict("committee.other", decision.committee());
        }
        if (decision.kind() == Kind.APPEAL) {
            undecided(sql, terms.appeal());
        } else {
            grounds().adopting(decision.id(), terms);
        }
    }

    void signed(Decision decision) {
        if (decision.kind() == Kind.SANCTION && decision.terms().matter() != null) {
            grounds().signed(decision);
        }
    }
}
