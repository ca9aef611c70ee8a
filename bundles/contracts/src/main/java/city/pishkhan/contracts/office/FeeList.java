package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the municipality owes, newest first.
 *
 * @param fees the fees of this page
 * @param next cursor of the next page; absent at the end
 */
public record FeeList(List<Fee> fees, String next) {

    /**
     * One fee of one case.
     *
     * @param id         of the fee
     * @param caseId     of the case
     * @param caseNumber by which people call it, e.g. {@code 22-1405-0000123-2}
     * @param service    e.g. {@code violation-report}
     * @param office     code of the office that worked
     * @param district   1 to 22, of the property
     * @param duty       code by the rules, e.g. {@code inspection}
     * @param titleEn    for people
     * @param titleFa    for people
     * @param amount     rial
     * @param billed     when it was put on the municipality's account; UTC, ISO 8601
     */
    public record Fee(
            UUID id,
            UUID caseId,
            String caseNumber,
            String service,
            String office,
            int district,
            String duty,
            String titleEn,
            String titleFa,
            long amount,
            Instant billed) {}
}
