package city.pishkhan.simulators.inquiries;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A partner's decision, with the field names of the hub's agency API.
 *
 * @param verdict    {@code approve}, {@code approve-with-conditions}, {@code reject}, {@code need-more-information} or
 * {@code extend}
 * @param conditions coded conditions
 * @param reason     reason for people, or {@code null}
 * @param until      ISO instant of the deadline that {@code extend} requests, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Decision(String verdict, List<Condition> conditions, String reason, String until) {

    /** A coded condition. */
    public record Condition(String code, String text) {}

    public static final String APPROVE = "approve";
    public static final String WITH_CONDITIONS = "approve-with-conditions";
    public static final String REJECT = "reject";
    public static final String NEED_MORE = "need-more-information";
    public static final String EXTEND = "extend";

    public Decision {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** Returns an approval, with conditions if there are any. */
    public static Decision approve(List<Condition> conditions) {
        return new Decision(conditions.isEmpty() ? APPROVE : WITH_CONDITIONS, conditions, null, null);
    }

    public static Decision reject(String reason) {
        return new Decision(REJECT, List.of(), reason, null);
    }
}
