package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.VotingPosition;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.RuleActs;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.seats.CommitteeSeats;
import city.pishkhan.governance.internal.seats.CommitteeSeats.Seat;
import city.pishkhan.governance.internal.seats.SeatedCommittees;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs a draft. Counts the votes, assigns the decision's number, and sets the time from which the decision is in
 * force. Every method needs a transaction.
 */
final class DecisionSigning {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionSigning.class);

    private final Journal journal;
    private final RuleActs rules;
    private final SanctionProcedure sanctionProcedure;
    private final BooleanSupplier rulesAtOnce;

    /**
     * @param rulesAtOnce returns {@code true} if rules may come into force on the day of their draft, which only a demo city
     *     permits
     */
    DecisionSigning(Journal journal, RuleActs rules, SanctionProcedure sanctionProcedure, BooleanSupplier rulesAtOnce) {
        this.rulesAtOnce = rulesAtOnce;
        this.journal = journal;
        this.rules = rules;
        this.sanctionProcedure = sanctionProcedure;
    }

    /** @param draft draft that is locked by this transaction */
    Decision sign(Handle sql, Decision draft, SeatedCommittees committees, Caller chair, Instant now) {
        CommitteeSeats committee = committees.get(draft.committee());
        List<String> barred = sanctionProcedure.barred(draft, committee);
        if (SanctionProcedure.isSanctionOrAppeal(draft.kind())
                && DecisionRepository.isDrafter(sql, draft.id(), chair)) {
            throw Refusal.forbidden("decision.own-draft");
        }
        VotingRules.requireSigner(committee, draft, nonSigningSeats(sql, draft, barred), chair);
        boolean adopted = VotingRules.isAdopted(committee, draft, barred);
        if (adopted) {
            sanctionProcedure.requireAdoptable(sql, draft, committees);
        }
        Instant inForce = adopted ? inForce(draft.effective(), now) : null;
        boolean atOnce = adopted && draft.kind() == Kind.RULES && rules.hasRuleSetInForce(now) && !inForce.isAfter(now);
        if (adopted
                && draft.kind() == Kind.RULES
                && rules.hasRuleSetInForce(now)
                && !(atOnce && rulesAtOnce.getAsBoolean())) {
            MidnightPolicy.checkSignature(inForce, now);
        }
        Decision signed = DecisionJournal.createSigned(
                draft, committee, number(sql, committee, now), inForce, chair.principal(), now);
        DecisionRepository.close(sql, signed);
        if (adopted && signed.kind() == Kind.RULES) {
            rules.enact(chair, signed.terms().ruleSet(), inForce, signed.number());
        }
        Map<String, Object> details = new LinkedHashMap<>(DecisionJournal.journalDetails(signed));
        details.put("number", signed.number());
        details.put("digest", signed.digest());
        if (adopted) {
            details.put("inForce", inForce.toString());
        }
        if (atOnce) {
            details.put("atOnce", true);
            LOG.warn("Rules change within the day, which is allowed only in a demo city: decision {}", signed.number());
        }
        journal.record(null, "decision." + signed.state(), chair, details);
        sanctionProcedure.signed(signed);
        return signed;
    }

    /**
     * Returns the seats that cannot sign: the seats of accused bodies, and for sanctions and appeals also the drafter's
     * seat.
     */
    private static List<String> nonSigningSeats(Handle sql, Decision draft, List<String> barred) {
        List<String> notSigning = new ArrayList<>(barred);
        if (SanctionProcedure.isSanctionOrAppeal(draft.kind())) {
            DecisionRepository.draftersSeat(sql, draft.id()).ifPresent(notSigning::add);
        }
        return notSigning;
    }

    /** Returns the caller's seat and the seat that has to sign the draft according to the votes cast so far. */
    VotingPosition votingPosition(Handle sql, Decision draft, CommitteeSeats committee, Caller caller) {
        List<String> barred = nonSigningSeats(sql, draft, sanctionProcedure.barred(draft, committee));
        return new VotingPosition(
                committee.seatOf(caller.principal()).map(Seat::name).orElse(null),
                VotingRules.signer(committee, draft, barred).map(Seat::name).orElse(null));
    }

    /**
     * Returns the time from which a decision is in force: {@code now} if it takes effect today, otherwise the beginning
     * of its effective day.
     */
    static Instant inForce(LocalDate effective, Instant now) {
        LocalDate today = RegisterSnapshot.day(now);
        if (effective.isBefore(today)) {
            throw Refusal.conflict("decision.late", effective);
        }
        return effective.equals(today)
                ? now
                : effective.atStartOfDay(PersianDate.TEHRAN).toInstant();
    }

    private static String number(Handle sql, CommitteeSeats committee, Instant now) {
        DecisionRepository.lockNumbers(sql);
        String prefix =
                series(sql, committee.name()) + "-" + PersianDate.of(now).year() + "-";
        return prefix + "%04d".formatted(DecisionRepository.countSigned(sql, prefix) + 1);
    }

    /**
     * Returns the prefix of the committee's decision numbers: the shortest prefix of its name that no other committee
     * used first. Committees with the same initial therefore have separate series.
     */
    private static String series(Handle sql, String committee) {
        String name = committee.toUpperCase(Locale.ROOT);
        for (int letters = 1; letters <= name.length(); letters++) {
            String series = name.substring(0, letters);
            if (DecisionRepository.isSeriesOf(sql, series, committee)) {
                return series;
            }
        }
        // other committees already use every prefix of this committee's name, including the full name
        return name + "." + committee.length();
    }
}
