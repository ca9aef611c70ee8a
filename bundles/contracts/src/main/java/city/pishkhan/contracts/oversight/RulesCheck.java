package city.pishkhan.contracts.oversight;

import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Under which rule sets the cases of a day were opened.
 *
 * @param day       Gregorian, in Tehran
 * @param dayFa     the same day in the Persian calendar
 * @param one       whether all of them share one rule set, and that is the one in force
 * @param inForce   hash of the rule set that was in force on that day; absent if none was
 * @param cases     that were opened
 * @param districts those in which cases were opened
 */
public record RulesCheck(
        LocalDate day, String dayFa, boolean one, @Nullable String inForce, long cases, List<District> districts) {

    /**
     * One district.
     *
     * @param district number, 1 to 22
     * @param cases    that were opened in it, by hash of their rule set
     */
    public record District(int district, Map<String, Long> cases) {}
}
