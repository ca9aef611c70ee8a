package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.cases.Persons;
import city.pishkhan.api.cases.Persons.Party;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which phone is a person's: the one that the person says to have, if a case names it. Of who says none it is the number that most of the
 * person's cases name, and of two that are named as often the one that was there first. Offices write numbers down, unproved: whoever has
 * the phone reaches no more by it than the cases that name it.
 */
final class Phones {
    private static final int MOST_CASES = 100;

    private final Persons persons;

    Phones(Persons persons) {
        this.persons = persons;
    }

    /** @param said {@code 09…}, or {@code null} */
    Optional<String> of(UUID person, String said) {
        List<UUID> cases = persons.cases(person);
        Map<String, Integer> named = new LinkedHashMap<>();
        // newest first: read from the end, so that the first to be counted is the oldest
        for (int i = cases.size() - 1; i >= Math.max(0, cases.size() - MOST_CASES); i--) {
            persons.ofCase(cases.get(i)).stream()
                    .filter(party -> party.person().equals(person) && party.mobile() != null)
                    .map(Party::mobile)
                    .forEach(mobile -> named.merge(mobile, 1, Integer::sum));
        }
        if (said != null) {
            return Optional.of(said).filter(named::containsKey);
        }
        String best = null;
        for (Map.Entry<String, Integer> each : named.entrySet()) {
            if (best == null || each.getValue() > named.get(best)) {
                best = each.getKey();
            }
        }
        return Optional.ofNullable(best);
    }
}
