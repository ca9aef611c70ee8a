package city.pishkhan.procedures.internal.checks;

import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.tables.Axis.Label;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Titles of the codes of two rule sets: facts, papers, disciplines and words such as agencies and duties. The newer rule set's titles take
 * precedence.
 */
final class CodeTitles {
    private final Map<String, Label> words = new HashMap<>();

    CodeTitles(RuleSource before, RuleSource after) {
        read(before.vocabulary().root());
        read(after.vocabulary().root());
    }

    private void read(JsonNode vocabulary) {
        vocabulary
                .path("facts")
                .properties()
                .forEach(f -> put(f.getKey(), f.getValue().path("title")));
        vocabulary.path("papers").properties().forEach(p -> put(p.getKey(), p.getValue()));
        vocabulary.path("disciplines").properties().forEach(d -> put(d.getKey(), d.getValue()));
        vocabulary.path("words").properties().forEach(w -> put(w.getKey(), w.getValue()));
    }

    private void put(String code, JsonNode title) {
        words.put(code, new Label(title.path("en").asText(), title.path("fa").asText()));
    }

    String en(String code) {
        return words.containsKey(code) ? words.get(code).en() : code;
    }

    String fa(String code) {
        return words.containsKey(code) ? words.get(code).fa() : code;
    }
}
