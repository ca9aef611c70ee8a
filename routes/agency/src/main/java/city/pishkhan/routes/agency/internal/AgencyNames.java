package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.stream.Collectors;

/** What agencies are called, by the words of the rules in force; a code that they do not know stays as it is. */
final class AgencyNames {
    private final Procedures procedures;
    private final RuleTexts texts;
    private volatile Known known = new Known("", Map.of());

    /** Words of one rule set, which never change. */
    private record Known(String hash, Map<String, Text> names) {}

    AgencyNames(Procedures procedures, RuleTexts texts) {
        this.procedures = procedures;
        this.texts = texts;
    }

    Text of(String agency) {
        return now().getOrDefault(agency, new Text(agency, agency));
    }

    private Map<String, Text> now() {
        String hash;
        try {
            hash = procedures.inForce().hash();
        } catch (Refusal e) {
            // nothing is in force yet
            return Map.of();
        }
        Known last = known;
        if (!last.hash.equals(hash)) {
            last = new Known(hash, texts.text(hash).map(AgencyNames::words).orElse(Map.of()));
            known = last;
        }
        return last.names;
    }

    private static Map<String, Text> words(RuleTexts.Text text) {
        return text.words().stream()
                .collect(Collectors.toMap(
                        RuleTexts.Word::code, word -> new Text(word.en(), word.fa()), (one, other) -> one));
    }
}
