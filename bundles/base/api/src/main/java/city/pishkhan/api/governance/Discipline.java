package city.pishkhan.api.governance;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Complaints that the Disciplinary Committee decides. A complaint is filed by a person or created from a signal of the
 * hub. The party is heard before a decision, which is a {@link Committee.Kind#SANCTION} like any other. States: {@code
 * received} → {@code hearing} → {@code heard} → {@code deciding} → {@code decided}, or {@code dismissed}.
 */
public interface Discipline {
    /** the minimum number of characters of a complaint */
    int SHORTEST_COMPLAINT = 10;

    /** the maximum number of characters of a complaint, and of the other texts in its procedure */
    int LONGEST_TEXT = 4_000;

    /**
     * The accused party.
     *
     * @param kind {@code office}, {@code expert}, {@code district}, {@code agency}, {@code institute} or {@code operator}
     * @param name the office's code, the expert's login, the district's number or the agency's name; equal to {@code kind} for
     *             the last two. {@code null} if the complaint's case does not exist or has no party of that kind
     */
    record Party(String kind, @Nullable String name) {

        /** The parties for which a caller may act. */
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
     * A complaint to be filed.
     *
     * @param caseNumber number of the case that it is about, or {@code null}
     * @param text       10 to 4,000 characters; free text, so never written to the journal
     */
    record NewComplaint(Party party, @Nullable String caseNumber, String text) {}

    /**
     * State of a complaint, for holders of its code.
     *
     * @param measure  {@code warn}, {@code suspend} or {@code reinstate} once decided, else {@code null}
     * @param decision number of the decision, or {@code null}
     */
    record ComplaintStatus(
            String state,
            @Nullable Instant received,
            @Nullable Instant closed,
            @Nullable String measure,
            @Nullable String decision) {}

    /**
     * A complaint, or a signal that the hub found.
     *
     * @param signal    {@code agency-late}, {@code office-sent-back}, {@code office-odd-hours}, {@code office-objections}, {@code
     *                  office-archive}; {@code null} for a complaint
     * @param period    Persian month of a signal, e.g. {@code 1405-02}
     * @param count     number of occurrences in that month
     * @param text      text of the complaint
     * @param charge    charge that the party must answer, or {@code null}
     * @param due       deadline for the answer
     * @param reason    reason of the dismissal, or {@code null}
     * @param decisions ids of decisions that were drafted for it, oldest first
     * @param sanctions adopted decisions among them, oldest first
     */
    record Complaint(
            UUID id,
            String state,
            Party party,
            @Nullable String signal,
            @Nullable String period,
            @Nullable Integer count,
            @Nullable String caseNumber,
            @Nullable String text,
            @Nullable Instant received,
            @Nullable String charge,
            @Nullable Instant due,
            @Nullable String answer,
            @Nullable String answeredBy,
            @Nullable Instant answered,
            @Nullable String reason,
            List<UUID> decisions,
            @Nullable Instant closed,
            List<Sanction> sanctions) {
        public Complaint {
            decisions = List.copyOf(decisions);
            sanctions = List.copyOf(sanctions);
        }
    }

    /**
     * An adopted sanction and its appeal.
     *
     * @param appealUntil last day (Tehran) for an appeal; {@code null} if no appeal is possible
     * @param appeal      the appeal, or {@code null}
     */
    record Sanction(
            UUID decision,
            @Nullable String number,
            @Nullable String measure,
            boolean urgent,
            @Nullable Instant signed,
            @Nullable LocalDate until,
            @Nullable LocalDate appealUntil,
            @Nullable Appeal appeal) {}

    /**
     * A party's appeal.
     *
     * @param text    free text of the party, so never written to the journal
     * @param outcome {@code upheld} or {@code lifted}; {@code null} until it is decided
     * @param number  number of the decision on the appeal, or {@code null}
     */
    record Appeal(@Nullable String text, String by, Instant filed, @Nullable String outcome, @Nullable String number) {}

    /**
     * An officer's proposal for a decision of the committee.
     *
     * @param target  {@code party}, or {@code service} to suspend or reinstate a service for all offices
     * @param measure {@code warn}, {@code suspend} or {@code reinstate}
     * @param service the service if {@code target} is {@code service}; else limits the measure to this service of an office, or
     *                {@code null}
     * @param until   last day of a suspension, or {@code null}
     * @param urgent  whether it is imposed before the hearing
     * @param danger  the danger until the hearing; only for an urgent measure
     * @param cases   {@code finish} if a suspended office finishes its open cases, or the code of the office that takes them over
     */
    record Proposal(
            @Nullable String target,
            String measure,
            @Nullable String service,
            @Nullable LocalDate until,
            String title,
            String clause,
            String reason,
            LocalDate effective,
            boolean urgent,
            @Nullable String danger,
            @Nullable String cases) {}

    /**
     * Files a complaint by anyone. If it names no specific office, expert or district, it concerns the office, expert
     * or district that handles the case. The complainant does not learn whether the case or such a party exists.
     *
     * @return code by which the complainant follows it
     * @throws city.pishkhan.api.Refusal INVALID with the invalid field
     */
    String lodge(NewComplaint complaint);

    /**
     * State of a complaint.
     *
     * @param code code as typed
     * @throws city.pishkhan.identifiers.InvalidIdentifier if the code is malformed
     */
    Optional<ComplaintStatus> track(String code);

    /**
     * Complaints that the caller may see, newest first.
     *
     * @param state     state, or {@code null} for all
     * @param partyKind kind of party, or {@code null} for all
     */
    Page<Complaint> list(
            Caller caller, @Nullable String state, @Nullable String partyKind, @Nullable String cursor, int limit);

    /**
     * Returns a complaint.
     *
     * @throws Refusal NOT_FOUND
     */
    Complaint find(Caller caller, UUID id);

    /**
     * Sends the charge to the party for an answer.
     *
     * @param name name of the party if the complaint has none; else {@code null}
     * @throws Refusal CONFLICT {@code complaint.state}, INVALID {@code complaint.nobody} without any name, {@code
     *     complaint.named} if the complaint already has one
     */
    Complaint sendCharge(Caller officer, UUID id, String charge, @Nullable String name);

    /**
     * Dismisses a complaint as unfounded.
     *
     * @throws Refusal CONFLICT {@code complaint.state}
     */
    Complaint dismiss(Caller officer, UUID id, String reason);

    /**
     * Drafts a decision after the party has answered or its deadline has passed. An urgent measure may be drafted before that,
     * once per complaint. Further decisions may follow, e.g. to reinstate.
     *
     * @throws Refusal CONFLICT {@code complaint.not-heard} or {@code complaint.state}, else as {@link Committee#draft}
     */
    Complaint propose(Caller officer, UUID id, Proposal proposal);

    /**
     * Charges and sanctions of the caller's own office, district or the like, without the complaint's text and complainant;
     * newest first.
     */
    List<Complaint> hearings(Caller party);

    /**
     * Records the party's answer.
     *
     * @throws Refusal NOT_FOUND for another party's complaint, CONFLICT {@code complaint.state}
     */
    Complaint answer(Caller party, UUID id, String text);

    /**
     * Files the party's appeal against a sanction, see {@link Committee#appeal}.
     *
     * @param decision number of the sanction
     * @throws Refusal NOT_FOUND for another party's complaint; INVALID; as {@link Committee#appeal}
     */
    Complaint appeal(Caller party, UUID id, String decision, String text);

    /**
     * Complaints with undecided appeals, oldest first, for callers who may decide them; without the complaint's text
     * and complainant.
     */
    List<Complaint> appeals(Caller caller);
}
