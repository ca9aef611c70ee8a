package city.pishkhan.doors.mapping;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What agencies are called, by the words of the rules in force; a code that they do not know stays as it is. */
public final class AgencyNames {
    private final Procedures procedures;
    private final RuleTexts texts;
    private volatile Known known = new Known("", Map.of(), Map.of());

    /** Of one rule set, which never changes. @param names of all that it has a word for @param asked of the agencies that its procedures ask */
    private record Known(String hash, Map<String, Text> names, Map<String, Text> asked) {}

    public AgencyNames(Procedures procedures, RuleTexts texts) {
        this.procedures = procedures;
        this.texts = texts;
    }

    public Text of(String agency) {
        return now().names.getOrDefault(agency, new Text(agency, agency));
    }

    /** Agencies that the procedures in force ask, by code. */
    public Map<String, Text> asked() {
        return now().asked;
    }

    private Known now() {
        String hash;
        try {
            hash = procedures.inForce().hash();
        } catch (Refusal e) {
            // nothing is in force yet
            return new Known("", Map.of(), Map.of());
        }
        Known last = known;
        if (!last.hash.equals(hash)) {
            last = texts.text(hash).map(AgencyNames::known).orElse(new Known("", Map.of(), Map.of()));
            known = last;
        }
        return last;
    }

    private static Known known(RuleTexts.Text text) {
        Map<String, Text> names = text.words().stream()
                .collect(Collectors.toMap(
                        RuleTexts.Word::code, word -> new Text(word.en(), word.fa()), (one, other) -> one));
        Map<String, Text> asked = text.procedures().stream()
                .flatMap(procedure -> procedure.stages().stream())
                .flatMap(stage -> stage.agencies().keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        agency -> agency,
                        agency -> names.getOrDefault(agency, new Text(agency, agency)),
                        (one, other) -> one,
                        TreeMap::new));
        return new Known(text.hash(), names, asked);
    }
}
