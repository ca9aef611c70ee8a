package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Papers, cost and usual time of a service, before a case is open. By the rules in force.
 *
 * @param service e.g. {@code building-permit}
 * @param titleEn in English
 * @param titleFa in Persian
 * @param ruleSet hash of the rules, 64 hexadecimal digits
 * @param papers  in the order of the rules
 * @param fee     what the office takes for its work; absent if nothing
 * @param duties  steps at which the applicant pays; their amounts are computed from the facts of the case
 * @param usual   time from opening to approval, measured at the caller's office; absent if it has too few approvals
 */
public record ServiceChecklist(
        String service,
        String titleEn,
        String titleFa,
        String ruleSet,
        List<Paper> papers,
        @Nullable ServiceForm.Fee fee,
        List<Duty> duties,
        @Nullable Usual usual) {

    /**
     * One paper.
     *
     * @param code        e.g. {@code deed}
     * @param en          its name in English
     * @param fa          its name in Persian
     * @param reasonEn    why it is needed; absent if the rule computes the reason
     * @param reasonFa    the same in Persian
     * @param conditionEn when it is needed; absent if always
     * @param conditionFa the same in Persian
     */
    public record Paper(
            String code,
            String en,
            String fa,
            @Nullable String reasonEn,
            @Nullable String reasonFa,
            @Nullable String conditionEn,
            @Nullable String conditionFa) {}

    /**
     * A step at which the applicant pays.
     *
     * @param titleEn   in English
     * @param titleFa   in Persian
     * @param dependsOn facts that decide the amounts
     */
    public record Duty(String titleEn, String titleFa, List<ServiceForm.Word> dependsOn) {}

    /**
     * Usual time of a service.
     *
     * @param seconds median, from opening to approval
     * @param cases   number of measured cases
     */
    public record Usual(long seconds, int cases) {}
}
