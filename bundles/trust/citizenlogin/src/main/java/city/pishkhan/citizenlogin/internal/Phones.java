package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds a person's phone. A number that the person names must be proved or recorded in a case. If the person names
 * none, the number proved last is used, or else the number in the oldest case. Cases opened later therefore cannot
 * change the result.
 */
final class Phones {
    private static final int MOST_CASES = 100;

    /** @param registered {@code true} if the register of numbers confirmed that the mobile belongs to the person */
    record Phone(String mobile, boolean registered) {}

    private final Persons persons;
    private final ProofRegister proofs;

    Phones(Persons persons, ProofRegister proofs) {
        this.persons = persons;
        this.proofs = proofs;
    }

    /** @param namedMobile number that the person names, as {@code 09…}, or {@code null} */
    Optional<Phone> find(UUID person, @Nullable String namedMobile) {
        List<Phone> proved = proofs.phones(person);
        Optional<Phone> found = proved.stream()
                .filter(phone -> namedMobile == null || phone.mobile().equals(namedMobile))
                .findFirst();
        if (found.isPresent()) {
            return found;
        }
        Set<String> named = recordedNumbers(person);
        return named.stream()
                .filter(mobile -> namedMobile == null || mobile.equals(namedMobile))
                .findFirst()
                .map(mobile -> new Phone(mobile, false));
    }

    /** Returns the numbers recorded in the person's cases, oldest case first. */
    private Set<String> recordedNumbers(UUID person) {
        List<UUID> cases = persons.cases(person);
        Set<String> named = new LinkedHashSet<>();
        // cases are sorted newest first; the oldest ones are read, which later cases cannot displace
        for (int i = cases.size() - 1; i >= Math.max(0, cases.size() - MOST_CASES); i--) {
            persons.ofCase(cases.get(i)).stream()
                    .filter(party -> party.person().equals(person) && party.mobile() != null)
                    .map(Party::mobile)
                    .forEach(named::add);
        }
        return named;
    }
}
