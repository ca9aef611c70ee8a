package city.pishkhan.simulators.utilities;

import city.pishkhan.simulators.inquiries.Decision;
import city.pishkhan.simulators.inquiries.Decision.Condition;
import city.pishkhan.simulators.inquiries.ReceivedInquiry;
import city.pishkhan.simulators.inquiries.Rules;
import java.util.List;

/**
 * Decisions of the simulated companies (invented for the demo, not a real regulation).
 *
 * <ul>
 *   <li>water: W-2 above 20 units
 *   <li>electricity: E-7 above 10 units or 3,000 m²
 *   <li>gas: G-4 above 10 floors; industrial use is rejected in district 22
 *   <li>telecom: T-1 above 8 units
 * </ul>
 */
public enum UtilityRules implements Rules {
    WATER {
        @Override
        public Decision decide(ReceivedInquiry asked) {
            return approve(asked.number("units") > 20, "W-2", "Storage tank and pump - مخزن ذخیره و پمپ آب");
        }
    },
    ELECTRICITY {
        @Override
        public Decision decide(ReceivedInquiry asked) {
            boolean large = asked.number("units") > 10 || asked.number("area") > 3_000;
            return approve(large, "E-7", "Room for a transformer - محل پست برق اختصاصی");
        }
    },
    GAS {
        @Override
        public Decision decide(ReceivedInquiry asked) {
            if (asked.hasUse("industrial") && asked.number("district") == 22) {
                return Decision.reject(
                        "No industrial supply in district 22 (simulated) - گاز صنعتی در منطقه ۲۲ تأمین نمی‌شود");
            }
            return approve(asked.number("floors") > 10, "G-4", "Shut-off valve at every floor - شیر قطع در هر طبقه");
        }
    },
    TELECOM {
        @Override
        public Decision decide(ReceivedInquiry asked) {
            return approve(asked.number("units") > 8, "T-1", "Duct for optical fibre - داکت فیبر نوری");
        }
    };

    private static Decision approve(boolean condition, String code, String text) {
        return Decision.approve(condition ? List.of(new Condition(code, text)) : List.of());
    }
}
