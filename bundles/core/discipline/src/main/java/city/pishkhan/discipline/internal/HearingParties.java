package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.security.Caller;
import java.util.ArrayList;
import java.util.List;

/**
 * Determines the parties for which a caller may answer. Complaints about an expert concern the person to whom the
 * register assigns the expert's login. That person may answer under any of their logins, and a later owner of the login
 * may not.
 */
final class HearingParties {
    private static final String EXPERT = "expert";

    private final Experts experts;

    HearingParties(Experts experts) {
        this.experts = experts;
    }

    List<Party> findByCaller(Caller caller) {
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
