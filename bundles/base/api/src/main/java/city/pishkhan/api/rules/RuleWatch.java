package city.pishkhan.api.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows whether all cases are opened under the same rules. Read-only, and without personal data. */
public interface RuleWatch {

    /**
     * Rule sets under which the cases of a day were opened, read from the cases themselves.
     *
     * @param day day in Tehran
     */
    Day day(LocalDate day);

    /**
     * The cases opened on a day.
     *
     * @param inForce   hash of the rule set that the committees' decisions put into force for that day, or {@code null} if there
     *                  was none
     * @param districts in order of their numbers; districts without a case are omitted
     */
    record Day(LocalDate day, @Nullable String inForce, List<District> districts) {
        public Day {
            districts = List.copyOf(districts);
        }

        /** Returns {@code true} if all cases were opened under the rule set in force. */
        public boolean hasOneRuleSet() {
            return districts.stream().flatMap(d -> d.cases().keySet().stream()).allMatch(hash -> hash.equals(inForce));
        }

        /** Number of cases in the whole city. */
        public long cases() {
            return districts.stream()
                    .flatMap(d -> d.cases().values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /**
     * The cases of one district.
     *
     * @param cases number of opened cases by hash of the rule set
     */
    record District(int district, Map<String, Long> cases) {
        public District {
            cases = Map.copyOf(cases);
        }
    }
}
