package city.pishkhan.contracts.office.persons;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A recorded authority of one person to act for another.
 *
 * @param id        id, used in paths
 * @param reference reference for people, e.g. {@code A-1405-0000123}
 * @param kind      {@code proxy}, {@code lawyer}, {@code guardian}, {@code heir} or {@code signatory}
 * @param owner     the represented person
 * @param holder    the representative
 * @param subject   renovation code or plate; absent for all property and vehicles of the owner
 * @param acts      permitted acts: {@code open}, {@code see}, {@code receive}, {@code withdraw}, {@code pay}
 * @param number    number of the paper
 * @param contract  number of a lawyer's contract
 * @param gazette   day of the gazette that names a signatory, e.g. {@code 2026-03-21}
 * @param sheet     address of the scanned paper, 64 hexadecimal digits
 * @param until     last day, e.g. {@code 2027-03-20}
 * @param share     share of an heir, e.g. {@code 1/6}
 * @param jointly   {@code true} if a signatory may act only together with another signatory
 * @param state     {@code valid}, {@code lapsed} (its last day passed) or {@code revoked}
 * @param office    code of the office that recorded it
 * @param district  district of the property, otherwise of the office; 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param recorded  time of the record; UTC, ISO 8601
 * @param ended     time at which it lapsed or was revoked; UTC, ISO 8601
 * @param reason    reason of the revocation
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
