package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.security.Caller;
import java.util.ArrayList;
import java.util.List;

/**
 * For whom a caller answers. An expert is a person: whoever had a login when somebody complained of it answers under every other one, and
 * whoever has it now does not.
 */
final class HearingParties {
    private static final String EXPERT = "expert";

    private final Experts experts;

    HearingParties(Experts experts) {
        this.experts = experts;
    }

    List<Party> of(Caller caller) {
        List<Party> parties = new ArrayList<>(Party.of(caller));
        if (caller.person().isEmpty()) {
            return parties;
        }
        parties.removeIf(party -> party.kind().equals(EXPERT)
                && experts.person(party.name())
                        .filter(whose -> !whose.equals(caller.person()))
                        .isPresent());
        experts.logins(caller.person()).stream()
                .map(login -> new Party(EXPERT, login))
                .filter(party -> !parties.contains(party))
                .forEach(parties::add);
        return parties;
    }
}
