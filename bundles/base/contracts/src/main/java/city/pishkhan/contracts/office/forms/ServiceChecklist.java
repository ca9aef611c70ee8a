package city.pishkhan.contracts.office.forms;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Papers, cost and usual time of a service before a case exists, by the rules in force.
 *
 * @param service e.g. {@code building-permit}
 * @param titleEn title in English
 * @param titleFa title in Persian
 * @param ruleSet hash of the rules, 64 hexadecimal digits
 * @param papers  papers, in the order of the rules
 * @param fee     fee of the office; absent if there is none
 * @param duties  stages at which the applicant pays; the amounts are computed from the facts of a case
 * @param usual   time from opening to approval at the caller's office; absent if it has too few approvals
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
     * @param en          name in English
     * @param fa          name in Persian
     * @param reasonEn    reason why it is required, in English; absent if the rules compute the reason
     * @param reasonFa    reason why it is required, in Persian
     * @param conditionEn condition under which it is required, in English; absent if always
     * @param conditionFa condition under which it is required, in Persian
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
     * A stage at which the applicant pays.
     *
     * @param titleEn   title in English
     * @param titleFa   title in Persian
     * @param dependsOn facts that determine the amounts
     */
    public record Duty(String titleEn, String titleFa, List<ServiceForm.Word> dependsOn) {}

    /**
     * Usual time of a service.
     *
     * @param seconds median in seconds, from opening to approval
     * @param cases   number of measured cases
     */
    public record Usual(long seconds, int cases) {}
}
