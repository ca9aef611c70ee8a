package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which phone is a person's: the one that the person says to have, if it is proved or a case names it. Of who says none it is the number
 * that was proved last, and where none is proved the one that the oldest case names: however many cases somebody opens later, they outvote
 * nobody.
 */
final class Phones {
    private static final int MOST_CASES = 100;

    /** @param registered whether the register of numbers said that it is the person's */
    record Phone(String mobile, boolean registered) {}

    private final Persons persons;
    private final ProofRegister proofs;

    Phones(Persons persons, ProofRegister proofs) {
        this.persons = persons;
        this.proofs = proofs;
    }

    /** @param said {@code 09…}, or {@code null} */
    Optional<Phone> of(UUID person, String said) {
        List<Phone> proved = proofs.phones(person);
        Optional<Phone> found = proved.stream()
                .filter(phone -> said == null || phone.mobile().equals(said))
                .findFirst();
        if (found.isPresent()) {
            return found;
        }
        Set<String> named = named(person);
        return named.stream()
                .filter(mobile -> said == null || mobile.equals(said))
                .findFirst()
                .map(mobile -> new Phone(mobile, false));
    }

    /** The oldest case's first. */
    private Set<String> named(UUID person) {
        List<UUID> cases = persons.cases(person);
        Set<String> named = new LinkedHashSet<>();
        // newest first: read from the end, which nobody who opens a further case can move
        for (int i = cases.size() - 1; i >= Math.max(0, cases.size() - MOST_CASES); i--) {
            persons.ofCase(cases.get(i)).stream()
                    .filter(party -> party.person().equals(person) && party.mobile() != null)
                    .map(Party::mobile)
                    .forEach(named::add);
        }
        return named;
    }
}
