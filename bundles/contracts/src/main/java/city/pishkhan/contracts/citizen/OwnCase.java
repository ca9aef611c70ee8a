package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.Applicant;
import city.pishkhan.contracts.office.Hold;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A case for those for whom it was opened. Absent members are not known (yet).
 *
 * @param id          of the case, for paths
 * @param number      by which people call it, e.g. {@code 22-1405-0000123-2}
 * @param tracking    code by which anybody who has it follows the case at {@code /track}
 * @param service     e.g. {@code building-permit}
 * @param serviceEn   its title
 * @param serviceFa   its title
 * @param subject     renovation code of the property, or plate of the vehicle
 * @param district    1 to 22, of the property
 * @param office      code of the office that has it in hand; {@code home} where its owner opened it without one
 * @param state       {@code open} (the office has to act), {@code waiting}, {@code approved}, {@code refused}, {@code withdrawn}
 * @param stage       id of the stage in which it is
 * @param stageEn     its title
 * @param stageFa     its title
 * @param since       when it came into that stage, or ended; UTC, ISO 8601
 * @param waitsFor    e.g. {@code agency:fire}, {@code payment}, {@code paper:deed}, {@code verification:district:22}
 * @param note        why it was sent back, refused or withdrawn
 * @param noteFa      the same in Persian; what people wrote stands in both as they wrote it
 * @param applicants  owners, co-owners and proxy; of others than the caller the national ID and the mobile are
 *                    masked; none for a login by a number that nobody proved, as of papers, note and certificate
 * @param papers      kinds of papers that the rules ask for
 * @param certificate the certificate's code, once issued
 * @param opened      UTC, ISO 8601
 * @param ended       approved, refused or withdrawn; UTC, ISO 8601
 * @param held        why its office may not finish it now; absent unless so
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
     * A paper that the rules ask for.
     *
     * @param kind    the paper's kind, e.g. {@code deed}
     * @param present whether the case has it
     */
    public record Paper(String kind, boolean present) {}
}
