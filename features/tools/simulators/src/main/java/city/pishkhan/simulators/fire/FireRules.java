package city.pishkhan.simulators.fire;

import city.pishkhan.simulators.inquiries.Decision;
import city.pishkhan.simulators.inquiries.Decision.Condition;
import city.pishkhan.simulators.inquiries.ReceivedInquiry;
import city.pishkhan.simulators.inquiries.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * Decisions of the simulated fire department (invented for the demo, not a real regulation).
 *
 * <ul>
 *   <li>industrial use in districts 20 to 22: rejected
 *   <li>more than 6 floors: F-12, F-20
 *   <li>any use other than residential: F-31
 *   <li>more than 10,000 m²: F-40
 *   <li>otherwise no condition
 * </ul>
 */
final class FireRules implements Rules {

    @Override
    public Decision decide(ReceivedInquiry asked) {
        if (asked.hasUse("industrial") && asked.number("district") >= 20) {
            return Decision.reject("Industrial use is not allowed in districts 20 to 22 (simulated)"
                    + " - کاربری صنعتی در منطقه‌های ۲۰ تا ۲۲ مجاز نیست");
        }
        List<Condition> conditions = new ArrayList<>();
        if (asked.number("floors") > 6) {
            conditions.add(
                    new Condition("F-12", "Dry riser with an inlet on every floor - لوله خشک با شیر در هر طبقه"));
            conditions.add(new Condition("F-20", "Pressurised escape stairs - پلکان فرار با فشار مثبت"));
        }
        if (hasNonResidentialUse(asked)) {
            conditions.add(new Condition("F-31", "Fire alarm in all common spaces - سیستم اعلام حریق در مشاعات"));
        }
        if (asked.number("area") > 10_000) {
            conditions.add(new Condition("F-40", "Sprinklers throughout - شبکه بارنده در کل بنا"));
        }
        return Decision.approve(conditions);
    }

    private static boolean hasNonResidentialUse(ReceivedInquiry asked) {
        for (var use : asked.facts().path("uses")) {
            if (!use.asText().equals("residential")) {
                return true;
            }
        }
        return false;
    }
}
