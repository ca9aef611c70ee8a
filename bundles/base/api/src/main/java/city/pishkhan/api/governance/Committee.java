package city.pishkhan.api.governance;

import city.pishkhan.api.Page;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decisions (مصوبه) of the city's committees. A decision is drafted, voted on and signed; after the signature it never
 * changes. It takes effect at the first instant of its day in Tehran, or on signature if that is the same day. Rules
 * change only at midnight, so a decision on rules takes effect on a later day than the signature; the first rule set is
 * exempt.
 */
public interface Committee {

    /** Effect of a decision. */
    enum Kind {
        /** opens a service to offices */
        EXPOSE,
        /** withdraws a service from offices; open cases are completed */
        WITHDRAW,
        /** puts a rule set into force */
        RULES,
        /** grants or refuses a special request before its case may begin */
        SPECIAL_REQUEST,
        /**
         * warns any party, or suspends or reinstates an office, an expert or a service. Requires a complaint of {@link
         * Discipline} whose party was heard or missed its deadline. A suspension of a service for all offices is decided by the
         * committee that opens services.
         */
        SANCTION,
        /** confirms or lifts a sanction after an appeal; decided by the committee that opens services to offices */
        APPEAL;

        /** Code in doors, files and the access table, e.g. {@code special-request}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Maximum duration of an urgent measure in days, including the first; it ends automatically. */
    int URGENT_DAYS = 7;

    /** Days after the day of the signature in which the party may appeal. */
    int APPEAL_DAYS = 10;

    /**
     * Content of a decision. Members that do not apply to its kind are {@code null} or empty.
     *
     * @param service EXPOSE, WITHDRAW, SPECIAL_REQUEST; SANCTION of an office: limits it to this service
     * @param offices EXPOSE, WITHDRAW: codes of the offices; empty for all
     * @param quota   EXPOSE: maximum number of cases that each office may open per day (Tehran)
     * @param ruleSet RULES: hash of the rule set
     * @param subject SPECIAL_REQUEST: renovation code of the property
     * @param granted SPECIAL_REQUEST, APPEAL: whether it is granted; a granted appeal lifts the sanction
     * @param target  SANCTION: {@code office}, {@code expert} or {@code service}; for a warning also {@code district}, {@code
     *                agency}, {@code institute} or {@code operator}
     * @param name    SANCTION: the office's code, the expert's login, the service, the district's number or the agency; else
     *                equal to {@code target}
     * @param measure SANCTION: {@code warn}, {@code suspend} or {@code reinstate}
     * @param until   SANCTION: last day of a suspension; for an urgent one, its seventh day at the latest
     * @param complaint SANCTION: id of the complaint behind it; APPEAL: id of the sanction's complaint, set by the hub
     * @param urgent  SANCTION: whether it is imposed before the hearing
     * @param danger  urgent SANCTION: the danger until the hearing, 10 to 1,000 characters
     * @param cases   SANCTION that suspends an office: {@code finish} if it finishes its open cases, or the code of the office
     *                that takes them over
     * @param appeal  APPEAL: id of the disputed sanction
     */
    record Terms(
            @Nullable String service,
            @Nullable List<String> offices,
            @Nullable Integer quota,
            @Nullable String ruleSet,
            @Nullable String subject,
            @Nullable Boolean granted,
            @Nullable String target,
            @Nullable String name,
            @Nullable String measure,
            @Nullable LocalDate until,
            @Nullable UUID complaint,
            @Nullable Boolean urgent,
            @Nullable String danger,
            @Nullable String cases,
            @Nullable UUID appeal) {
        public Terms {
            offices = offices == null ? List.of() : List.copyOf(offices);
        }

        /** Creates terms that refer to no complaint or appeal and are not urgent. */
        public Terms(
                @Nullable String service,
                List<String> offices,
                @Nullable Integer quota,
                @Nullable String ruleSet,
                @Nullable String subject,
                @Nullable Boolean granted,
                @Nullable String target,
                @Nullable String name,
                @Nullable String measure,
                @Nullable LocalDate until) {
            this(
                    service, offices, quota, ruleSet, subject, granted, target, name, measure, until, null, null, null,
                    null, null);
        }

        /** Returns {@code true} if the sanction is imposed before the hearing. */
        public boolean hasImmediateEffect() {
            return Boolean.TRUE.equals(urgent);
        }
    }

    /**
     * A draft of a decision.
     *
     * @param title     subject, 1 to 200 characters
     * @param clause    law, by-law or article that it is based on, 1 to 500 characters
     * @param reason    reason, 1 to 4,000 characters
     * @param effective day (Tehran) on which the decision takes effect; not in the past when the decision is signed
     */
    record Draft(Kind kind, String title, String clause, String reason, LocalDate effective, Terms terms) {}

    /**
     * A vote.
     *
     * @param seat   seat that votes
     * @param member login of the person who voted for the seat
     * @param voice  {@code yes}, {@code no}, {@code abstain} or {@code recused}
     * @param reason reason, or {@code null}
     */
    record Vote(String seat, String member, String voice, @Nullable String reason, @Nullable Instant at) {}

    /**
     * A decision.
     *
     * @param number    assigned on signature, e.g. {@code S-1405-0007}; {@code null} before
     * @param state     {@code draft}, {@code adopted} or {@code rejected}
     * @param committee committee that decides
     * @param inForce   time at which it takes effect; {@code null} unless adopted
     * @param quorum    number of seats that must take part; after the signature, the number at that time
     * @param seats     all seats, the chair's first; after the signature, the seats at that time
     * @param votes     up to one per seat, oldest first
     * @param digest    SHA-256 over the signed record, also in the journal; {@code null} before the signature
     */
    record Decision(
            UUID id,
            @Nullable String number,
            Kind kind,
            String state,
            String committee,
            String title,
            String clause,
            String reason,
            LocalDate effective,
            @Nullable Instant inForce,
            Terms terms,
            int quorum,
            List<String> seats,
            String draftedBy,
            @Nullable Instant drafted,
            List<Vote> votes,
            @Nullable String signedBy,
            @Nullable Instant signed,
            @Nullable String digest) {

        /** Returns {@code true} if the decision is in force at an instant. */
        public boolean isInForce(Instant at) {
            return inForce != null && !inForce.isAfter(at);
        }

        public Decision {
            seats = List.copyOf(seats);
            votes = List.copyOf(votes);
        }
    }

    /**
     * The caller's position in an open vote.
     *
     * @param seat   seat for which the caller may vote; {@code null} if none
     * @param signer seat that is entitled to sign according to the present votes; {@code null} while no seat is
     */
    record VotingPosition(@Nullable String seat, @Nullable String signer) {
        /** Position of a caller without a part in the vote. */
        public static final VotingPosition NONE = new VotingPosition(null, null);
    }

    /**
     * A party's appeal against a sanction.
     *
     * @param decision id of the sanction
     * @param by       login
     * @param outcome  {@code upheld} or {@code lifted}, for the sanction; {@code null} until it is decided
     * @param number   number of the decision on the appeal, or {@code null}
     */
    record Appeal(UUID decision, Instant filed, String by, @Nullable String outcome, @Nullable String number) {}

    /**
     * Availability of a service to offices, according to the decisions.
     *
     * @param offices  codes; empty for all
     * @param quota    maximum number of cases per day and office, or {@code null}
     * @param decision number of the decision
     * @param coming   whether the decision takes effect in the future
     */
    record Exposure(
            @Nullable String service,
            boolean exposed,
            @Nullable List<String> offices,
            @Nullable Integer quota,
            @Nullable String decision,
            @Nullable Instant inForce,
            boolean coming) {
        public Exposure {
            offices = List.copyOf(offices);
        }
    }

    /**
     * Drafts a decision.
     *
     * @throws Refusal FORBIDDEN if the caller may not draft such a decision, INVALID with the invalid field
     */
    Decision draft(Caller caller, Draft draft);

    /**
     * Casts a seat's vote, by its member or, before the member has voted, by its deputy. The first vote counts.
     *
     * @throws Refusal FORBIDDEN without a seat, {@code vote.same-person} for a person who already voted for another seat, {@code
     *     vote.accused} for a seat whose own body is accused, {@code vote.first-instance} for a person who voted on the disputed
     *     sanction; CONFLICT {@code vote.cast} or {@code decision.closed}
     */
    Decision vote(Caller member, UUID id, String voice, @Nullable String reason);

    /**
     * Closes the vote and signs the result. The decision is adopted if the quorum took part and more than half of the
     * participants voted yes; else it is rejected. The first seat that is not recused signs. A sanction or an appeal is not
     * signed by a seat whose body is accused, nor by the drafter's seat. An urgent measure is signed by the first of the
     * participating seats.
     *
     * @throws Refusal FORBIDDEN, CONFLICT {@code decision.no-quorum}, {@code decision.closed}, {@code decision.late}, {@code
     *     decision.no-complaint} or {@code rules.midnight}
     */
    Decision sign(Caller chair, UUID id);

    /**
     * Returns the seat for which the caller may vote, and the seat that is entitled to sign; {@link
     * VotingPosition#NONE} for a signed decision.
     */
    VotingPosition votingPosition(Caller caller, Decision decision);

    /**
     * Files the party's appeal against a sanction. Until the appeal is decided the sanction has no effect, unless it is
     * urgent. {@link Discipline} checks that the caller belongs to the party.
     *
     * @throws Refusal NOT_FOUND; CONFLICT {@code appeal.late}, {@code appeal.filed}, or {@code appeal.final} if no
     *     appeal is possible
     */
    Appeal appeal(Caller party, UUID decision);

    /** The appeal against a sanction; empty if there is none. */
    Optional<Appeal> appealOf(UUID decision);

    /** Last day (Tehran) for an appeal against a signed decision; empty if no appeal is possible. */
    Optional<LocalDate> appealUntil(Decision decision);

    /** The decision with this id. */
    Optional<Decision> find(UUID id);

    /** The signed decision with this number. */
    Optional<Decision> findByNumber(String number);

    /**
     * Decisions, newest first.
     *
     * @param kind  kind, or {@code null} for all
     * @param state state, or {@code null} for all
     */
    Page<Decision> list(@Nullable Kind kind, @Nullable String state, @Nullable String cursor, int limit);

    /** Availability of services to offices by present and future decisions, oldest first. */
    List<Exposure> exposures();

    /** Everything that is missing before offices can work: seats, rules, an available service, an office. */
    List<HealthWarning> missing();
}
