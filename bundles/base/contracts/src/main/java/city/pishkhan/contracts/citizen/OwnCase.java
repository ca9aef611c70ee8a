package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.cases.Applicant;
import city.pishkhan.contracts.office.cases.Hold;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A case as its parties see it. Members without a value (yet) are absent.
 *
 * @param id          id of the case, used in paths
 * @param number      case number for people, e.g. {@code 22-1405-0000123-2}
 * @param tracking    tracking code; anybody who has it can follow the case at {@code /track}
 * @param service     e.g. {@code building-permit}
 * @param serviceEn   title of the service in English
 * @param serviceFa   title of the service in Persian
 * @param subject     renovation code of the property, or plate of the vehicle
 * @param district    district of the property, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param office      code of the office that handles the case; {@code home} if the owner opened it without an office
 * @param state       {@code open} (the office has to act), {@code waiting}, {@code approved}, {@code refused}, {@code withdrawn}
 * @param stage       id of the current stage
 * @param stageEn     title of the stage in English
 * @param stageFa     title of the stage in Persian
 * @param since       time at which the case entered the stage, or ended; UTC, ISO 8601
 * @param waitsFor    open conditions, e.g. {@code agency:fire}, {@code payment}, {@code paper:deed}, {@code verification:district:22}
 * @param note        reason for which the case was sent back, refused or withdrawn, in English
 * @param noteFa      the same reason in Persian; free text of people is the same in both
 * @param applicants  owners, co-owners and proxy; national ID and mobile of other persons are masked. A login with an unproved number gets
 *                    no applicants, papers, note and certificate
 * @param papers      kinds of papers that the rules require
 * @param certificate code of the certificate; absent before it is issued
 * @param opened      time of opening; UTC, ISO 8601
 * @param ended       time of approval, refusal or withdrawal; UTC, ISO 8601
 * @param held        reason why the office may not complete the case now; absent if it may
 */
public record OwnCase(
        UUID id,
        String number,
        @Nullable String tracking,
        String service,
        String serviceEn,
        String serviceFa,
        String subject,
        int district,
        String office,
        @OneOf({"open", "waiting", "approved", "refused", "withdrawn"}) String state,
        String stage,
        String stageEn,
        String stageFa,
        Instant since,
        List<String> waitsFor,
        @Nullable String note,
        @Nullable String noteFa,
        List<Applicant> applicants,
        List<Paper> papers,
        @Nullable String certificate,
        Instant opened,
        @Nullable Instant ended,
        @Nullable Hold held) {

    /**
     * A paper that the rules require.
     *
     * @param kind    the paper's kind, e.g. {@code deed}
     * @param present {@code true} if the case has it
     */
    public record Paper(String kind, boolean present) {}
}
