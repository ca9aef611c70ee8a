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

/**
 * Decisions (مصوبه) of the city's committees: drafted, voted on, signed, and from then on as they are. Each takes effect at the first
 * instant of its day in Tehran, or when it is signed if that is its day. Rules change at midnight only: but for the first of all, their
 * day comes after that of the signature.
 */
public interface Committee {

    /** What a decision does. */
    enum Kind {
        /** opens a service to offices */
        EXPOSE,
        /** takes a service from offices; open cases come to their ends */
        WITHDRAW,
        /** puts a rule set in force */
        RULES,
        /** grants or refuses a request that needs the committee's word before a case may begin */
        SPECIAL_REQUEST,
        /**
         * warns anybody who takes part; suspends or reinstates an office, an expert or a service. Only with a matter of {@link Discipline}
         * whose party was heard, or let its day pass; a service for all is the matter of whoever opens services to offices.
         */
        SANCTION,
        /** says whether a sanction stands that its party appealed against; by whoever opens services to offices */
        APPEAL;

        /** As doors, files and the access table write it, e.g. {@code special-request}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Days that an urgent measure lasts at most, the first among them; it ends by itself. */
    int URGENT_DAYS = 7;

    /** Days, after that of the signature, in which the party may appeal. */
    int APPEAL_DAYS = 10;

    /**
     * What exactly is decided; only what the kind speaks of is given, all else is {@code null} or empty.
     *
     * @param service EXPOSE, WITHDRAW, SPECIAL_REQUEST; SANCTION of an office: only for this service
     * @param offices EXPOSE, WITHDRAW: codes of those concerned; empty for all
     * @param quota   EXPOSE: cases that each of them may open a day (Tehran)
     * @param ruleSet RULES: hash of the rule set
     * @param subject SPECIAL_REQUEST: renovation code of the property
     * @param granted SPECIAL_REQUEST, APPEAL: whether it is granted; an appeal that is granted lifts the sanction
     * @param target  SANCTION: {@code office}, {@code expert} or {@code service}; a warning also to {@code district}, {@code agency},
     *                {@code institute} or {@code operator}
     * @param name    SANCTION: the office's code, the expert's login, the service, the district's number, the agency; else the target itself
     * @param measure SANCTION: {@code warn}, {@code suspend} or {@code reinstate}
     * @param until   SANCTION: last day of a suspension; of an urgent one its seventh day, or before
     * @param matter  SANCTION: id of the matter that it comes of; APPEAL: that of the sanction's, which the hub fills in
     * @param urgent  SANCTION: whether it cannot wait for the hearing
     * @param danger  SANCTION that is urgent: what would happen meanwhile, 10 to 1,000 characters
     * @param cases   SANCTION that suspends an office: what becomes of its open cases: {@code finish}, or the code of the office that takes
     *                them over
     * @param appeal  APPEAL: id of the sanction that was appealed against
     */
    record Terms(
            String service,
            List<String> offices,
            Integer quota,
            String ruleSet,
            String subject,
            Boolean granted,
            String target,
            String name,
            String measure,
            LocalDate until,
            UUID matter,
            Boolean urgent,
            String danger,
            String cases,
            UUID appeal) {
        public Terms {
            offices = offices == null ? List.of() : List.copyOf(offices);
        }

        /** Of what no matter is behind. */
        public Terms(
                String service,
                List<String> offices,
                Integer quota,
                String ruleSet,
                String subject,
                Boolean granted,
                String target,
                String name,
                String measure,
                LocalDate until) {
            this(
                    service, offices, quota, ruleSet, subject, granted, target, name, measure, until, null, null, null,
                    null, null);
        }

        /** Whether it cannot wait for the hearing. */
        public boolean pressing() {
            return Boolean.TRUE.equals(urgent);
        }
    }

    /**
     * @param title     what it is about, 1 to 200 characters
     * @param clause    the law, by-law or article that it rests on, 1 to 500 characters
     * @param reason    why, 1 to 4,000 characters
     * @param effective its day in Tehran; when it is signed that must be today or later
     */
    record Draft(Kind kind, String title, String clause, String reason, LocalDate effective, Terms terms) {}

    /**
     * @param seat   whose voice it is
     * @param member login of who spoke for the seat
     * @param voice  {@code yes}, {@code no}, {@code abstain} or {@code recused}
     * @param reason why, or {@code null}
     */
    record Vote(String seat, String member, String voice, String reason, Instant at) {}

    /**
     * @param number    given when it is signed, e.g. {@code S-1405-0007}; {@code null} before
     * @param state     {@code draft}, {@code adopted} or {@code rejected}
     * @param committee which one decides
     * @param inForce   from when it counts; {@code null} unless adopted
     * @param quorum    seats that must take part; as it was when the decision was signed
     * @param seats     all seats, the chair's first; as they were when the decision was signed
     * @param votes     one a seat at most, oldest first
     * @param digest    SHA-256 over the signed record, which the journal holds too; {@code null} before
     */
    record Decision(
            UUID id,
            String number,
            Kind kind,
            String state,
            String committee,
            String title,
            String clause,
            String reason,
            LocalDate effective,
            Instant inForce,
            Terms terms,
            int quorum,
            List<String> seats,
            String draftedBy,
            Instant drafted,
            List<Vote> votes,
            String signedBy,
            Instant signed,
            String digest) {
        public Decision {
            seats = List.copyOf(seats);
            votes = List.copyOf(votes);
        }
    }

    /**
     * Where somebody stands in a vote that is open.
     *
     * @param seat   for which the caller may speak; {@code null} if for none
     * @param signer seat whose turn it is to sign, as the votes are now; {@code null} while none may
     */
    record Standing(String seat, String signer) {
        /** Of who has no part in it. */
        public static final Standing NONE = new Standing(null, null);
    }

    /**
     * What a party said against a sanction.
     *
     * @param decision id of the sanction
     * @param by       login
     * @param outcome  {@code upheld} or {@code lifted}, as the sanction was; {@code null} until it is decided
     * @param number   of the decision that says so, or {@code null}
     */
    record Appeal(UUID decision, Instant filed, String by, String outcome, String number) {}

    /**
     * A service as the decisions open it to offices.
     *
     * @param offices  codes, empty for all
     * @param quota    cases a day and office, or {@code null}
     * @param decision number of the decision
     * @param coming   whether its day has not come yet
     */
    record Exposure(
            String service,
            boolean exposed,
            List<String> offices,
            Integer quota,
            String decision,
            Instant inForce,
            boolean coming) {
        public Exposure {
            offices = List.copyOf(offices);
        }
    }

    /** @throws Refusal FORBIDDEN if the caller may not draft such a decision, INVALID with the field at fault */
    Decision draft(Caller caller, Draft draft);

    /**
     * A seat's voice, by its member or, while the member has not spoken, its deputy. The first counts.
     *
     * @throws Refusal FORBIDDEN without a seat, as {@code vote.same-person} for who voted for another, {@code vote.accused} for a seat whose own body
     *                 is accused, {@code vote.first-instance} for whoever voted on the sanction that is appealed against; CONFLICT {@code
     *                 vote.cast} or {@code decision.closed}
     */
    Decision vote(Caller member, UUID id, String voice, String reason);

    /**
     * The chair closes the vote: adopted if the quorum took part and more than half of those who took part said yes, else rejected. The
     * first seat that is not recused signs; of a sanction or an appeal nobody whose body is accused, and not the seat of whoever drafted it;
     * of an urgent measure the first of those that took part.
     *
     * @throws Refusal FORBIDDEN, CONFLICT {@code decision.no-quorum}, {@code decision.closed}, {@code decision.late}, {@code
     *                 decision.no-matter} or {@code rules.midnight}
     */
    Decision sign(Caller chair, UUID id);

    /** Whose seat the caller speaks for, and whose turn it is to sign; {@link Standing#NONE} of what is signed. */
    Standing standing(Caller caller, Decision decision);

    /**
     * Takes the party's appeal against a sanction: until it is decided the sanction does not count, unless it is urgent. Whose party the caller
     * is, {@link Discipline} knows.
     *
     * @throws Refusal NOT_FOUND; CONFLICT {@code appeal.late}, {@code appeal.filed}, or {@code appeal.final} for what nobody decides again
     */
    Appeal appeal(Caller party, UUID decision);

    /** The appeal against a sanction, if there is one. */
    Optional<Appeal> appealOf(UUID decision);

    /** Last day (Tehran) on which a signed decision can be appealed against; empty if it never can. */
    Optional<LocalDate> appealUntil(Decision decision);

    Optional<Decision> find(UUID id);

    Optional<Decision> findByNumber(String number);

    /** Newest first. @param kind, state may be {@code null} for any */
    Page<Decision> list(Kind kind, String state, String cursor, int limit);

    /** What decisions say of services and offices, now and coming, oldest first. */
    List<Exposure> exposures();

    /** What keeps offices from working at all: no seats, no rules, a service that is open to nobody, no office. */
    List<HealthWarning> missing();
}
