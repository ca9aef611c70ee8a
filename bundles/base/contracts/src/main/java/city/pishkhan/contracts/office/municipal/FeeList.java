package city.pishkhan.contracts.office.municipal;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Fees that the municipality owes, newest first.
 *
 * @param fees   the fees of this page
 * @param totals totals over all pages
 * @param next   cursor of the next page; absent at the end
 */
public record FeeList(List<Fee> fees, Totals totals, @Nullable String next) {

    /**
     * Totals in rial.
     *
     * @param owed    owed and not yet ordered from the bank
     * @param ordered ordered from the bank by two people of the treasury
     * @param paid    paid by the bank
     */
    public record Totals(long owed, long ordered, long paid) {}

    /**
     * One fee of one case.
     *
     * @param id         id of the fee
     * @param caseId     id of the case
     * @param caseNumber case number for people, e.g. {@code 22-1405-0000123-2}
     * @param service    e.g. {@code violation-report}
     * @param office     code of the office that did the work
     * @param district   district of the property, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
     * @param duty       code of the duty in the rules, e.g. {@code inspection}
     * @param titleEn    title in English
     * @param titleFa    title in Persian
     * @param amount     amount in rial; negative for a correction of an earlier fee
     * @param billed     time at which it was charged to the municipality; UTC, ISO 8601
     * @param state      {@code owed}, {@code ordered} or {@code paid}
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
            Instant billed,
            @OneOf({"owed", "ordered", "paid"}) String state) {}
}
