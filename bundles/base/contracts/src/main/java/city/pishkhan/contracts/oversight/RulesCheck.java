package city.pishkhan.contracts.oversight;

import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Rule sets under which the cases of a day were opened.
 *
 * @param day       Gregorian, in Tehran
 * @param dayFa     the same day in the Persian calendar
 * @param one       {@code true} if all cases have the same rule set, and it is the one in force
 * @param inForce   hash of the rule set that was in force on that day; absent if none was
 * @param cases     number of opened cases
 * @param districts districts with opened cases
 */
public record RulesCheck(
        LocalDate day, String dayFa, boolean one, @Nullable String inForce, long cases, List<District> districts) {

    /**
     * One district.
     *
     * @param district number, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
     * @param cases    number of opened cases by hash of the rule set
     */
    public record District(int district, Map<String, Long> cases) {}
}
