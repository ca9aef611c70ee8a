package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the municipality owes, newest first.
 *
 * @param fees the fees of this page
 * @param totals of all pages
 * @param next cursor of the next page; absent at the end
 */
public record FeeList(List<Fee> fees, Totals totals, @Nullable String next) {

    /**
     * Sums, in rial.
     *
     * @param owed    and not ordered from the bank yet
     * @param ordered from the bank by two of the treasury
     * @param paid    by the bank
     */
    public record Totals(long owed, long ordered, long paid) {}

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
     * @param amount     rial; negative where it corrects an earlier fee
     * @param billed     when it was put on the municipality's account; UTC, ISO 8601
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
