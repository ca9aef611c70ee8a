package city.pishkhan.api.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Watches over the one procedure for all: nothing here is personal, and nothing changes. */
public interface RuleWatch {

    /** Under which rule sets the cases of a day were opened, read from the cases themselves. @param day in Tehran */
    Day day(LocalDate day);

    /**
     * The cases that were opened on a day.
     *
     * @param inForce   hash of the rule set that the committees' decisions put in force for that day, {@code null} if none was
     * @param districts in their order; those without a case are not among them
     */
    record Day(LocalDate day, String inForce, List<District> districts) {
        public Day {
            districts = List.copyOf(districts);
        }

        /** Whether all of them were opened under one rule set, and that is the one in force. */
        public boolean one() {
            return districts.stream().flatMap(d -> d.cases().keySet().stream()).allMatch(hash -> hash.equals(inForce));
        }

        /** Of the whole city. */
        public long cases() {
            return districts.stream()
                    .flatMap(d -> d.cases().values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** @param cases how many were opened, by hash of the rule set */
    record District(int district, Map<String, Long> cases) {
        public District {
            cases = Map.copyOf(cases);
        }
    }
}
