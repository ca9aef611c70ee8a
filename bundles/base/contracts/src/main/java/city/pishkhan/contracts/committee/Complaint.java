package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A complaint or signal before the Disciplinary Committee. Members without a value (yet), or hidden from the caller, are absent.
 *
 * @param id         id, used in paths
 * @param state      {@code received}, {@code hearing}, {@code heard}, {@code deciding}, {@code decided} or {@code dismissed}
 * @param party      the party complained of
 * @param signal     kind of a signal raised by the hub: {@code agency-late}, {@code office-sent-back}, {@code office-odd-hours},
 *                   {@code office-objections} or {@code office-archive}; absent for a complaint
 * @param period     Persian month of a signal, e.g. {@code 1405-02}
 * @param count      number of occurrences in that month
 * @param caseNumber number of the case concerned
 * @param text       text of the complaint
 * @param received   time of receipt; UTC, ISO 8601
 * @param charge     allegation that the party must answer
 * @param due        deadline of the party's answer; UTC, ISO 8601
 * @param answer     the party's answer
 * @param answeredBy login that answered
 * @param answered   time of the answer; UTC, ISO 8601
 * @param reason     reason of a dismissal
 * @param decisions  ids of the decisions drafted for it, oldest first
 * @param closed     time of closing; UTC, ISO 8601
 * @param sanctions  sanctions of adopted decisions, oldest first
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
     * A sanction of the committee.
     *
     * @param decision    id of the decision
     * @param number      e.g. {@code D-1405-0007}
     * @param measure     {@code warn}, {@code suspend} or {@code reinstate}
     * @param urgent      {@code true} if it was imposed before the hearing
     * @param signed      time of the signature; UTC, ISO 8601
     * @param until       last day of a suspension, ISO 8601
     * @param appealUntil last day (Tehran) for an appeal, ISO 8601; absent if no appeal is possible
     * @param appeal      the party's appeal
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
     * @param text    reasons against the sanction
     * @param by      login of the party
     * @param filed   time of the appeal; UTC, ISO 8601
     * @param outcome {@code upheld} or {@code lifted}: result for the sanction; absent until decided
     * @param number  number of the decision on the appeal
     */
    public record Appeal(
            @Nullable String text,
            String by,
            Instant filed,
            @Nullable @OneOf({"upheld", "lifted"}) String outcome,
            @Nullable String number) {}

    /**
     * A party in the city's services.
     *
     * @param kind {@code office}, {@code expert}, {@code district}, {@code agency}, {@code institute} or {@code operator}
     * @param name the office's code, the expert's login, the district's number or the agency's name; for
     *             {@code institute} and {@code operator} the kind itself. Absent if the complaint names only a case
     *             that has no such party; the disciplinary officer then names the party
     */
    public record Party(
            @OneOf({"office", "expert", "district", "agency", "institute", "operator"}) String kind,
            @Nullable String name) {}
}
