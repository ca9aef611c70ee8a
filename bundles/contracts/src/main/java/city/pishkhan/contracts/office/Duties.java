package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What a case owes, line by line, and why.
 *
 * @param lines   in the order of the rules; empty as long as the case has not come to a payment
 * @param total   rial, before bills round to 1,000
 * @param refunds what goes back if the case comes to nothing; absent where the applicant pays nothing
 */
public record Duties(List<Line> lines, long total, @Nullable RefundTerms refunds) {

    /**
     * One line.
     *
     * @param stage   id of the payment's stage
     * @param code    of the duty, e.g. {@code age-1404}
     * @param titleEn for people
     * @param titleFa for people
     * @param amount  rial; 0 for an exemption
     * @param why     the rule that says so, and of what
     * @param whyFa   the same in Persian
     */
    public record Line(
            String stage, String code, String titleEn, String titleFa, long amount, String why, String whyFa) {}
}
