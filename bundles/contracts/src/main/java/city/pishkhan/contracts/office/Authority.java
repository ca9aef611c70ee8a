package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Who may act for whom, as it is recorded.
 *
 * @param id        for paths
 * @param reference by which people call it, e.g. {@code A-1405-0000123}
 * @param kind      {@code proxy}, {@code lawyer}, {@code guardian}, {@code heir} or {@code signatory}
 * @param owner     who is acted for
 * @param holder    who acts
 * @param subject   renovation code or plate; absent for all that the owner has
 * @param acts      {@code open}, {@code see}, {@code receive}, {@code withdraw}, {@code pay}: what it allows
 * @param number    of the paper
 * @param contract  of a lawyer
 * @param gazette   day of the gazette that names a signatory, e.g. {@code 2026-03-21}
 * @param sheet     address of the scanned paper, 64 hexadecimal digits
 * @param until     last day, e.g. {@code 2027-03-20}
 * @param share     an heir's, e.g. {@code 1/6}
 * @param jointly   whether only together with another signatory
 * @param state     {@code valid}, {@code lapsed} (its last day passed) or {@code revoked}
 * @param office    code of the office that recorded it
 * @param district  1 to 22, of the property, else of that office
 * @param recorded  UTC, ISO 8601
 * @param ended     when it lapsed or was revoked; UTC, ISO 8601
 * @param reason    why it was revoked
 */
public record Authority(
        UUID id,
        String reference,
        @OneOf({"proxy", "lawyer", "guardian", "heir", "signatory"}) String kind,
        AuthorityPerson owner,
        AuthorityPerson holder,
        @Nullable String subject,
        List<String> acts,
        String number,
        @Nullable String contract,
        @Nullable LocalDate gazette,
        @Nullable String sheet,
        @Nullable LocalDate until,
        @Nullable String share,
        boolean jointly,
        @OneOf({"valid", "lapsed", "revoked"}) String state,
        String office,
        int district,
        Instant recorded,
        @Nullable Instant ended,
        @Nullable String reason) {
    @Override
    public String toString() {
        return "Authority[reference=" + reference + "]";
    }
}
