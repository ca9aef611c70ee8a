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
     * @return the party with its name in its one form
     * @throws Refusal INVALID naming the field at fault
     */
    Party checked(Party given, String caseNumber) {
        if (given == null || given.kind() == null || !KINDS.contains(given.kind())) {
            List<String> kinds = KINDS.stream().sorted().toList();
            throw Refusal.invalid("value.unknown", "party.kind", kinds);
        }
        Pattern shape = NAMES.get(given.kind());
        if (shape == null) {
            return new Party(given.kind(), given.kind());
        }
        if (OF_A_CASE.contains(given.kind())
                && (given.name() == null || given.name().isBlank())) {
            return ofCase(given.kind(), caseNumber);
        }
        String written = given.name() == null || given.name().length() > 100 ? "" : given.name();
        // a number's dashes are anybody's, those of a login or an agency are part of its name
        String name = NUMBERS.contains(given.kind()) ? PersianText.compact(written) : PersianText.normalise(written);
        if (!shape.matcher(name).matches()) {
            throw Refusal.invalid("value.shape", "party.name", given.kind());
        }
        if (given.kind().equals("office") && offices.find(name).isEmpty()) {
            throw Refusal.invalid("office.unknown", "party.name", name);
        }
        return new Party(given.kind(), name);
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
        String name =
                switch (kind) {
                    case "office" ->
                        found.map(Handlers::office)
                                .filter(office -> offices.find(office).isPresent())
                                .orElse(null);
                    case "district" ->
                        found.map(one -> String.valueOf(one.district())).orElse(null);
                    default -> found.map(Handlers::expert).orElse(null);
                };
        if (name == null) {
            // the same for a case that there is not: nobody learns here which there are
            throw Refusal.invalid("complaint.nobody", "caseNumber", caseNumber);
        }
        return new Party(kind, name);
    }
}
