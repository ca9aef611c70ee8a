package city.pishkhan.api.governance;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is held against those who take part: a complaint of anybody or a signal of the hub itself becomes a matter of the Disciplinary
 * Committee. The party is heard before anything is decided; what is decided is a {@link Committee.Kind#SANCTION} like any other. States:
 * {@code received} → {@code hearing} → {@code heard} → {@code deciding} → {@code decided}, or {@code dismissed}.
 */
public interface Discipline {

    /**
     * @param kind {@code office}, {@code expert}, {@code district}, {@code agency}, {@code institute} or {@code operator}
     * @param name the office's code, the expert's login, the district's number, the agency's name; the kind itself for the last two;
     *             {@code null} where the case that a complaint names has nobody of that kind, or there is no such case
     */
    record Party(String kind, String name) {

        /** For whom a caller speaks. */
        public static List<Party> of(Caller caller) {
            List<Party> parties = new ArrayList<>();
            for (String role : caller.roles()) {
                String kind = Caller.kind(role);
                switch (kind) {
                    case "office", "district", "agency" ->
                        parties.add(new Party(kind, role.substring(kind.length() + 1)));
                    case "expert" -> parties.add(new Party(kind, caller.principal()));
                    case "institute", "operator" -> parties.add(new Party(kind, kind));
                    default -> {}
                }
            }
            return parties;
        }
    }

    /**
     * @param caseNumber what it is about, or {@code null}
     * @param text       10 to 4,000 characters, of people and so never in the journal
     */
    record Complaint(Party party, String caseNumber, String text) {}

    /**
     * How a complaint stands, for whoever has its code.
     *
     * @param measure  {@code warn}, {@code suspend} or {@code reinstate} once decided, else {@code null}
     * @param decision number of the decision, or {@code null}
     */
    record Standing(String state, Instant received, Instant closed, String measure, String decision) {}

    /**
     * @param signal   {@code agency-late}, {@code office-sent-back}, {@code office-odd-hours}, {@code office-objections},
     *                 {@code office-archive}; {@code null} for a complaint
     * @param period   Persian month of a signal, e.g. {@code 1405-02}
     * @param count    how often it happened in that month
     * @param text     of the complaint
     * @param charge   what the party is asked to answer, or {@code null}
     * @param due      until when it may answer
     * @param reason   why it was dismissed, or {@code null}
     * @param decisions ids of decisions that were drafted for it, oldest first
     * @param sanctions those that were adopted, oldest first
     */
    record Matter(
            UUID id,
            String state,
            Party party,
            String signal,
            String period,
            Integer count,
            String caseNumber,
            String text,
            Instant received,
            String charge,
            Instant due,
            String answer,
            String answeredBy,
            Instant answered,
            String reason,
            List<UUID> decisions,
            Instant closed,
            List<Sanction> sanctions) {
        public Matter {
            decisions = List.copyOf(decisions);
            sanctions = List.copyOf(sanctions);
        }
    }

    /**
     * What was decided, and what its party said against it.
     *
     * @param appealUntil last day (Tehran) of an appeal; {@code null} if there is none
     * @param appeal      {@code null} unless there is one
     */
    record Sanction(
            UUID decision,
            String number,
            String measure,
            boolean urgent,
            Instant signed,
            LocalDate until,
            LocalDate appealUntil,
            Appeal appeal) {}

    /**
     * @param text    of the party, and so never in the journal
     * @param outcome {@code upheld} or {@code lifted}; {@code null} until it is decided
     * @param number  of the decision that says so, or {@code null}
     */
    record Appeal(String text, String by, Instant filed, String outcome, String number) {}

    /**
     * What the officer proposes to the committee.
     *
     * @param target  {@code party}, or {@code service} to suspend or reinstate a service for all
     * @param measure {@code warn}, {@code suspend} or {@code reinstate}
     * @param service of the target {@code service}; else only this service of an office, or {@code null}
     * @param until   last day of a suspension, or {@code null}
     * @param urgent  whether it cannot wait for the hearing
     * @param danger  what would happen meanwhile; of an urgent measure only
     * @param cases   what becomes of a suspended office's open cases: {@code finish}, or the code of the office that takes them over
     */
    record Proposal(
            String target,
            String measure,
            String service,
            LocalDate until,
            String title,
            String clause,
            String reason,
            LocalDate effective,
            boolean urgent,
            String danger,
            String cases) {}

    /**
     * Takes a complaint of anybody. An office, an expert or a district without a name is the one that handles the case; whether there is one,
     * and whether there is such a case, whoever complains does not learn.
     *
     * @return the code by which whoever made it follows it
     * @throws city.pishkhan.api.Refusal INVALID naming the field at fault
     */
    String lodge(Complaint complaint);

    /** @param code as somebody typed it @throws city.pishkhan.identifiers.InvalidIdentifier if it cannot be one */
    Optional<Standing> track(String code);

    /** Newest first. @param state, partyKind may be {@code null} for any */
    Page<Matter> list(Caller caller, String state, String partyKind, String cursor, int limit);

    /** @throws Refusal NOT_FOUND */
    Matter find(Caller caller, UUID id);

    /**
     * Asks the party for its answer.
     *
     * @param name who is asked, where the matter's party has no name; else {@code null}
     * @throws Refusal CONFLICT {@code complaint.state}, INVALID {@code complaint.nobody} without a name, {@code complaint.named} with a second one
     */
    Matter hear(Caller officer, UUID id, String charge, String name);

    /** Says that there is nothing in it. @throws Refusal CONFLICT {@code complaint.state} */
    Matter dismiss(Caller officer, UUID id, String reason);

    /**
     * Drafts the decision, once the party has answered or its time is up; an urgent measure before that, one a matter. A further one may be
     * drafted after that, as to reinstate.
     *
     * @throws Refusal CONFLICT {@code complaint.not-heard} or {@code complaint.state}, else as {@link Committee#draft}
     */
    Matter propose(Caller officer, UUID id, Proposal proposal);

    /** What the caller's own office, district … is asked to answer, or was sanctioned for: without the complaint and who made it. Newest first. */
    List<Matter> hearings(Caller party);

    /** The party's answer. @throws Refusal NOT_FOUND for anybody else's, CONFLICT {@code complaint.state} */
    Matter answer(Caller party, UUID id, String text);

    /**
     * The party's appeal against a sanction, see {@link Committee#appeal}.
     *
     * @param decision number of the sanction
     * @throws Refusal NOT_FOUND for anybody else's; INVALID; as {@link Committee#appeal}
     */
    Matter appeal(Caller party, UUID id, String decision, String text);

    /** Matters with appeals that nobody has decided yet, oldest first, for those who decide: without the complaint and who made it. */
    List<Matter> appeals(Caller caller);
}
