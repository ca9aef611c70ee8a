package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.procedures.internal.files.YamlFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The terms that a rule set may use. Values of facts are checked against their types before a table sees them. FEEL
 * compares incompatible types silently, so an agency that must be asked could be skipped.
 *
 * @param facts fact definitions by name
 * @param papers codes of paper kinds
 * @param collected paper kinds whose sheets all remain valid when further sheets are added
 * @param words titles of agencies, duties and other terms by code
 * @param disciplines disciplines that experts have and stages may require
 * @param titles titles of facts and papers, by {@code fact.} or {@code paper.} followed by the code
 * @param personal names of the personal facts, and the names under which later cases read these facts from certificates
 */
public record Vocabulary(
        Map<String, FactDefinition> facts,
        Set<String> papers,
        Set<String> collected,
        Map<String, Choice> words,
        List<Choice> disciplines,
        Map<String, Choice> titles,
        Set<String> personal) {

    public static Vocabulary of(YamlFile file) {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : file.root().path("facts").properties()) {
            JsonNode fact = entry.getValue();
            Map<String, FactDefinition.Type> fields = new LinkedHashMap<>();
            fact.path("fields")
                    .properties()
                    .forEach(f -> fields.put(
                            f.getKey(), FactDefinition.Type.of(f.getValue().asText())));
            facts.put(
                    entry.getKey(),
                    new FactDefinition(
                            entry.getKey(),
                            FactDefinition.Type.of(fact.path("type").asText()),
                            fact.path("lookup").asText(null),
                            fact.path("from").asText(null),
                            fields,
                            values(fact),
                            fact.path("maximum").asLong(Long.MAX_VALUE),
                            fact.path("personal").asBoolean()));
        }
        Set<String> papers = new TreeSet<>();
        Set<String> collected = new TreeSet<>();
        file.root().path("papers").properties().forEach(paper -> {
            papers.add(paper.getKey());
            if (paper.getValue().path("collected").asBoolean()) {
                collected.add(paper.getKey());
            }
        });
        Map<String, Choice> words = new HashMap<>();
        titled(file.root().path("words")).forEach(word -> words.put(word.code(), word));
        Set<String> personal = facts.values().stream()
                .filter(FactDefinition::personal)
                .map(FactDefinition::name)
                .flatMap(name -> Stream.of(name, Procedures.certifiedFact(name)))
                .collect(Collectors.toUnmodifiableSet());
        List<Choice> disciplines = titled(file.root().path("disciplines"));
        Map<String, Choice> titles = new HashMap<>();
        file.root()
                .path("facts")
                .properties()
                .forEach(fact -> titles.put(
                        "fact." + fact.getKey(),
                        choice(fact.getKey(), fact.getValue().path("title"))));
        titled(file.root().path("papers")).forEach(paper -> titles.put("paper." + paper.code(), paper));
        return new Vocabulary(facts, papers, collected, words, disciplines, titles, personal);
    }

    private static List<Choice> titled(JsonNode codes) {
        return codes.properties().stream()
                .map(code -> choice(code.getKey(), code.getValue()))
                .toList();
    }

    private static Choice choice(String code, JsonNode title) {
        return new Choice(code, title.path("en").asText(code), title.path("fa").asText(code));
    }

    private static Set<String> values(JsonNode fact) {
        Set<String> values = new LinkedHashSet<>();
        fact.path("values").forEach(value -> values.add(value.asText()));
        return values;
    }

    /** Implements {@link city.pishkhan.api.rules.RuleSet#choices}. A code without a title is its own title. */
    public List<Choice> choices(String fact) {
        FactDefinition known = facts.get(fact);
        return known == null
                ? List.of()
                : known.values().stream()
                        .map(code -> words.getOrDefault(code, new Choice(code, code, code)))
                        .toList();
    }

    /** Implements {@link city.pishkhan.api.rules.RuleSet#convertStated}. */
    public Map<String, Object> stated(Collection<String> names, Map<String, ?> given) {
        for (String name : given.keySet()) {
            if (!names.contains(name) || !facts.containsKey(name)) {
                throw Refusal.invalid("fact.unknown", name, names);
            }
        }
        Map<String, Object> stated = new TreeMap<>();
        for (String name : names) {
            if (given.get(name) == null) {
                throw Refusal.invalid("fact.missing", name, name);
            }
            stated.put(name, Objects.requireNonNull(facts.get(name)).stated(given.get(name)));
        }
        return stated;
    }
}
