package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A matter of the Disciplinary Committee. Absent members are not known (yet), or not the caller's to know.
 *
 * @param id         for paths
 * @param state      {@code received}, {@code hearing}, {@code heard}, {@code deciding}, {@code decided} or {@code dismissed}
 * @param party      against whom it is
 * @param signal     what the hub noticed by itself: {@code agency-late}, {@code office-sent-back}, {@code office-odd-hours},
 *                   {@code office-objections} or {@code office-archive}; absent for a
 *                   complaint
 * @param period     Persian month of a signal, e.g. {@code 1405-02}
 * @param count      how often it had happened in that month
 * @param caseNumber what it is about
 * @param text       of the complaint
 * @param received   UTC, ISO 8601
 * @param charge     what the party is asked to answer
 * @param due        until when it may; UTC, ISO 8601
 * @param answer     the party's
 * @param answeredBy login that answered
 * @param answered   UTC, ISO 8601
 * @param reason     why it was dismissed
 * @param decisions  ids of the decisions that were drafted for it, oldest first
 * @param closed     UTC, ISO 8601
 * @param sanctions  those of the decisions that were adopted, oldest first
 */
public record Complaint(
        UUID id,
        @OneOf({"received", "hearing", "heard", "deciding", "decided", "dismissed"}) String state,
        Party party,
        @Nullable @OneOf({"agency-late", "office-sent-back", "office-odd-hours", "office-objections", "office-archive"})
                String signal,
        @Nullable String period,
        @Nullable Integer count,
        @Nullable String caseNumber,
        @Nullable String text,
        Instant received,
        @Nullable String charge,
        @Nullable Instant due,
        @Nullable String answer,
        @Nullable String answeredBy,
        @Nullable Instant answered,
        @Nullable String reason,
        List<UUID> decisions,
        @Nullable Instant closed,
        List<Sanction> sanctions) {

    /**
     * What the committee decided.
     *
     * @param decision    id of the decision
     * @param number      e.g. {@code D-1405-0007}
     * @param measure     {@code warn}, {@code suspend} or {@code reinstate}
     * @param urgent      whether it did not wait for the hearing
     * @param signed      UTC, ISO 8601
     * @param until       last day of a suspension, ISO 8601
     * @param appealUntil last day (Tehran) on which the party may appeal, ISO 8601; absent if it cannot
     * @param appeal      what the party said against it
     */
    public record Sanction(
            UUID decision,
            String number,
            @OneOf({"warn", "suspend", "reinstate"}) String measure,
            boolean urgent,
            Instant signed,
            @Nullable LocalDate until,
            @Nullable LocalDate appealUntil,
            @Nullable Appeal appeal) {}

    /**
     * The party's appeal.
     *
     * @param text    why the sanction should not stand
     * @param by      login
     * @param filed   UTC, ISO 8601
     * @param outcome {@code upheld} or {@code lifted}, as the sanction was; absent until it is decided
     * @param number  of the decision that says so
     */
    public record Appeal(
            @Nullable String text,
            String by,
            Instant filed,
            @Nullable @OneOf({"upheld", "lifted"}) String outcome,
            @Nullable String number) {}

    /**
     * Who takes part in the city's services.
     *
     * @param kind {@code office}, {@code expert}, {@code district}, {@code agency}, {@code institute} or {@code operator}
     * @param name the office's code, the expert's login, the district's number, the agency's name; the kind itself for the last two;
     *             absent where the complaint names only a case, and the case nobody: the officer names who is asked
     */
    public record Party(
            @OneOf({"office", "expert", "district", "agency", "institute", "operator"}) String kind,
            @Nullable String name) {}
}
