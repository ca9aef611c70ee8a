package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseHandlers;
import city.pishkhan.api.cases.CaseHandlers.Handlers;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.identifiers.PersianText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who can be held to account. */
final class MatterParties {
    static final Set<String> KINDS = Set.of("office", "expert", "district", "agency", "institute", "operator");

    private static final Map<String, Pattern> NAMES = Map.of(
            "office", Pattern.compile("[0-9]{1,6}"),
            "expert", Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}"),
            "district", Pattern.compile("[1-9]|1[0-9]|2[0-2]"),
            "agency", Pattern.compile("[a-z][a-z0-9-]{0,40}"));

    private static final int LONGEST = 100;

    private static final Set<String> NUMBERS = Set.of("office", "district");

    /** Whom a case names: nobody who complains of them has to know what the hub calls them. */
    private static final Set<String> OF_A_CASE = Set.of("office", "expert", "district");

    private final Offices offices;
    private final CaseHandlers handlers;

    MatterParties(Offices offices, CaseHandlers handlers) {
        this.offices = offices;
        this.handlers = handlers;
    }

    /**
     * @param caseNumber in its one form, or {@code null}: who handles that case is meant where an office, an expert or a district has no name
     * @return the party with its name in its one form; without one where the case names nobody, or there is no such case: whoever complains
     *         is told neither, and the officer names the party when it is asked
     * @throws Refusal INVALID naming the field at fault
     */
    Party checked(Party given, String caseNumber) {
        if (given == null || given.kind() == null || !KINDS.contains(given.kind())) {
            List<String> kinds = KINDS.stream().sorted().toList();
            throw Refusal.invalid("value.unknown", "party.kind", kinds);
        }
        if (!NAMES.containsKey(given.kind())) {
            return new Party(given.kind(), given.kind());
        }
        if (OF_A_CASE.contains(given.kind())
                && (given.name() == null || given.name().isBlank())) {
            return ofCase(given.kind(), caseNumber);
        }
        return shaped("party.name", given.kind(), given.name());
    }

    private Party shaped(String field, String kind, String given) {
        String written = given == null || given.length() > LONGEST ? "" : given;
        // a number's dashes are anybody's, those of a login or an agency are part of its name
        String name = NUMBERS.contains(kind) ? PersianText.compact(written) : PersianText.normalise(written);
        if (!NAMES.get(kind).matcher(name).matches()) {
            throw Refusal.invalid("value.shape", field, kind);
        }
        if (kind.equals("office") && offices.find(name).isEmpty()) {
            throw Refusal.invalid("office.unknown", field, name);
        }
        return new Party(kind, name);
    }

    /**
     * Whom an officer asks.
     *
     * @param party as the complaint has it
     * @param name  whom the officer means, or {@code null}; only of a party that has none
     * @throws Refusal INVALID naming the field at fault
     */
    Party named(Party party, String name) {
        boolean said = name != null && !name.isBlank();
        if (party.name() != null) {
            if (said) {
                throw Refusal.invalid("complaint.named", "party", party.kind(), party.name());
            }
            return party;
        }
        if (!said) {
            throw Refusal.invalid("complaint.nobody", "party", party.kind());
        }
        return shaped("party", party.kind(), name);
    }

    private Party ofCase(String kind, String caseNumber) {
        if (caseNumber == null) {
            throw switch (kind) {
                case "office" -> Refusal.invalid("complaint.party/office", "party.name");
                case "district" -> Refusal.invalid("complaint.party/district", "party.name");
                default -> Refusal.invalid("complaint.party/expert", "party.name");
            };
        }
        Optional<Handlers> found = handlers.find(caseNumber);
        return new Party(
                kind,
                switch (kind) {
                    case "office" ->
                        found.map(Handlers::office)
                                .filter(office -> offices.find(office).isPresent())
                                .orElse(null);
                    case "district" ->
                        found.map(one -> String.valueOf(one.district())).orElse(null);
                    default -> found.map(Handlers::expert).orElse(null);
                });
    }
}
