package city.pishkhan.contracts.office.payments;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Duties of a case, line by line, with their reasons.
 *
 * @param lines   lines in the order of the rules; empty before the case reaches a payment
 * @param total   total in rial, before bills are rounded to 1,000
 * @param refunds refunds by outcome of the case; absent if the applicant pays nothing
 */
public record Duties(List<Line> lines, long total, @Nullable RefundTerms refunds) {

    /**
     * One duty.
     *
     * @param stage   id of the payment stage
     * @param code    code of the duty, e.g. {@code age-1404}
     * @param titleEn title in English
     * @param titleFa title in Persian
     * @param amount  amount in rial; 0 for an exemption
     * @param why     rule and basis of the calculation
     * @param whyFa   the same text in Persian
     */
    public record Line(
            String stage, String code, String titleEn, String titleFa, long amount, String why, String whyFa) {}
}
