package city.pishkhan.discipline.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseHandlers;
import city.pishkhan.api.cases.CaseHandlers.Handlers;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validation of the parties that can be complained about. */
final class ComplaintParties {
    static final Set<String> KINDS = Set.of("office", "expert", "district", "agency", "institute", "operator");

    private static final Map<String, Pattern> NAMES = Map.of(
            "office", Pattern.compile("[0-9]{1,6}"),
            "expert", Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}"),
            "district", RenovationCode.DISTRICT,
            "agency", Pattern.compile("[a-z][a-z0-9-]{0,40}"));

    private static final int LONGEST = 100;

    private static final Set<String> NUMBERS = Set.of("office", "district");

    /**
     * Kinds of parties that can be found through a case, so that citizens need not know an office's code or an expert's
     * login.
     */
    private static final Set<String> OF_A_CASE = Set.of("office", "expert", "district");

    private final Offices offices;
    private final CaseHandlers handlers;

    ComplaintParties(Offices offices, CaseHandlers handlers) {
        this.offices = offices;
        this.handlers = handlers;
    }

    /**
     * Validates the party of a complaint.
     *
     * @param caseNumber normalized case number, or {@code null}; an office, an expert or a district without a name
     *     is found through the case
     * @return the party with its normalized name. The name is {@code null} if the case does not exist or has no
     *     such party. The complainant does not learn this, and the officer names the party when opening the hearing.
     * @throws Refusal {@code INVALID} with the field at fault
     */
    Party validate(Party given, @Nullable String caseNumber) {
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
        return parse("party.name", given.kind(), given.name());
    }

    private Party parse(String field, String kind, @Nullable String given) {
        String written = given == null || given.length() > LONGEST ? "" : given;
        // dashes are removed from numbers only; in names of logins and agencies they are significant
        String name = NUMBERS.contains(kind) ? PersianText.compact(written) : PersianText.normalise(written);
        if (!Objects.requireNonNull(NAMES.get(kind)).matcher(name).matches()) {
            throw Refusal.invalid("value.shape", field, kind, RenovationCode.DISTRICTS);
        }
        if (kind.equals("office") && offices.find(name).isEmpty()) {
            throw Refusal.invalid("office.unknown", field, name);
        }
        return new Party(kind, name);
    }

    /**
     * Returns the party to be heard.
     *
     * @param party party of the complaint
     * @param name  name given by the officer, or {@code null}; only permitted if the party has none
     * @throws Refusal {@code INVALID} with the field at fault
     */
    Party resolve(Party party, @Nullable String name) {
        boolean nameGiven = name != null && !name.isBlank();
        if (party.name() != null) {
            if (nameGiven) {
                throw Refusal.invalid("complaint.named", "party", party.kind(), party.name());
            }
            return party;
        }
        if (!nameGiven) {
            throw Refusal.invalid("complaint.nobody", "party", party.kind());
        }
        return parse("party", party.kind(), name);
    }

    private Party ofCase(String kind, @Nullable String caseNumber) {
        if (caseNumber == null) {
            throw switch (kind) {
                case "office" -> Refusal.invalid("complaint.party/office", "party.name");
                case "district" -> Refusal.invalid("complaint.party/district", "party.name", RenovationCode.DISTRICTS);
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
