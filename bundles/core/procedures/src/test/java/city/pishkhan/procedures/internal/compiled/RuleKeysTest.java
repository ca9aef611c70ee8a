package city.pishkhan.procedures.internal.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.RuleKey;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.messages.Messages;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares all descriptions of rule keys with {@link RuleKey}, their only declaration. {@code -Drules.write=true}
 * writes the schema and the tables of keys again.
 */
class RuleKeysTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SCHEMA =
            Path.of("src/main/resources/city/pishkhan/procedures/schema/procedure.schema.json");
    private static final Path README = Path.of("../../../etc/procedures/README.md");
    private static final Map<String, Class<? extends Record>> RECORDS =
            Map.of("agency", AgencyRule.class, "stage", Stage.class);

    /**
     * keys of a stage that identify it or contain other rules; the reader and the schema list them without {@link
     * RuleKey}
     */
    private static final List<String> STRUCTURE = List.of("id", "title", "agencies");

    private static ObjectNode property(RecordComponent key) {
        RuleKey declared = key.getAnnotation(RuleKey.class);
        ObjectNode property = JSON.createObjectNode().put("description", declared.value());
        Class<?> type = key.getType();
        if (type == List.class) {
            property.put("type", "array");
            if (declared.minimum() > 0) {
                property.put("minItems", declared.minimum());
            }
            if (declared.maximum() > 0) {
                property.put("maxItems", declared.maximum());
            }
            property.put("uniqueItems", true).putObject("items").put("$ref", form(declared));
        } else if (type == int.class) {
            property.put("type", "integer").put("minimum", declared.minimum()).put("maximum", declared.maximum());
        } else if (type == Duration.class) {
            property.put("type", "string").put("pattern", "^PT[1-9][0-9]{0,3}[HM]$");
        } else if (choices(key).isEmpty()) {
            property.put("$ref", form(declared));
        } else {
            var values = property.putArray("enum");
            choices(key).forEach(values::add);
        }
        return property;
    }

    private static List<String> choices(RecordComponent key) {
        return key.getType().isEnum()
                ? Arrays.stream(key.getType().getEnumConstants())
                        .map(RuleKeys::toFileValue)
                        .toList()
                : List.of(key.getAnnotation(RuleKey.class).choices());
    }

    private static String form(RuleKey declared) {
        return "#/$defs/" + declared.form().name().toLowerCase(Locale.ROOT);
    }

    @Test
    void schemaMatchesDeclarations() throws IOException {
        if (Boolean.getBoolean("rules.write")) {
            String text = Files.readString(SCHEMA);
            for (var entry : RECORDS.entrySet()) {
                for (RecordComponent key : RuleKeys.keysOf(entry.getValue())) {
                    text = written(text, entry.getKey(), key);
                }
            }
            Files.writeString(SCHEMA, text);
        }
        JsonNode schema = JSON.readTree(Files.readString(SCHEMA)).path("$defs");
        RECORDS.forEach((name, type) -> {
            ObjectNode expected = JSON.createObjectNode();
            TreeSet<String> required = new TreeSet<>();
            for (RecordComponent key : RuleKeys.keysOf(type)) {
                expected.set(key.getName(), property(key));
                if (key.getAnnotation(RuleKey.class).required()) {
                    required.add(key.getName());
                }
            }
            ObjectNode properties = schema.path(name).path("properties").deepCopy();
            TreeSet<String> found = new TreeSet<>();
            schema.path(name).path("required").forEach(key -> found.add(key.asText()));
            if (type == Stage.class) {
                properties.remove(STRUCTURE);
                STRUCTURE.forEach(found::remove);
            }
            assertEquals(sorted(expected), sorted(properties), "run this test with -Drules.write=true");
            assertEquals(required, found, name);
        });
    }

    private static String sorted(ObjectNode node) {
        return new TreeSet<>(node.properties().stream().map(Object::toString).toList())
                .toString()
                .replace("},", "},\n");
    }

    /** Replaces the line of a key in a definition of the schema, or adds it behind the last key. */
    private static String written(String schema, String definition, RecordComponent key) {
        int begin = schema.indexOf("\n    \"" + definition + "\": {");
        int end = schema.indexOf("\n      }", schema.indexOf("\n      \"properties\": {", begin));
        String block = schema.substring(begin, end);
        String line = "\n        \"" + key.getName() + "\": "
                + property(key).toPrettyString().replaceAll("\\s*\\n\\s*", " ");
        line = line.replace("{ ", "{")
                .replace(" }", "}")
                .replace("\" : ", "\": ")
                .replace("[ ", "[")
                .replace(" ]", "]");
        Matcher old = Pattern.compile("\n        \"" + key.getName() + "\": \\{.*?(?=,?(\n|$))")
                .matcher(block);
        String changed = old.find() ? old.replaceFirst(Matcher.quoteReplacement(line)) : block + "," + line;
        return schema.substring(0, begin) + changed + schema.substring(end);
    }

    @Test
    void keyTablesMatchDeclarations() throws IOException {
        String readme = Files.readString(README);
        String expected = readme;
        for (var entry : RECORDS.entrySet()) {
            Matcher part = Pattern.compile(
                            "(?s)(<!-- keys of " + entry.getKey() + ": .*?-->\n).*?(?=<!-- end of keys -->)")
                    .matcher(expected);
            assertTrue(part.find(), entry::getKey);
            expected = part.replaceFirst(Matcher.quoteReplacement(part.group(1) + table(entry.getValue())));
        }
        if (Boolean.getBoolean("rules.write")) {
            Files.writeString(README, expected);
        } else {
            assertEquals(expected, readme, "run this test with -Drules.write=true");
        }
    }

    private static String table(Class<? extends Record> type) {
        StringBuilder table = new StringBuilder("| Key | Value | Meaning |\n|---|---|---|\n");
        for (RecordComponent key : RuleKeys.keysOf(type)) {
            RuleKey declared = key.getAnnotation(RuleKey.class);
            String name = "`" + key.getName() + "`" + (declared.required() ? ", required" : "");
            table.append("| ")
                    .append(String.join(
                            " | ", name, value(key), declared.value().replaceFirst("\\.$", "")))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String value(RecordComponent key) {
        RuleKey declared = key.getAnnotation(RuleKey.class);
        Class<?> type = key.getType();
        String form = declared.form().name().toLowerCase(Locale.ROOT);
        if (type == List.class) {
            return (declared.maximum() > 0 ? "up to " + declared.maximum() + " " : "") + form + "s";
        } else if (type == int.class) {
            return declared.minimum() + " to " + declared.maximum();
        } else if (type == Duration.class) {
            return "clock time";
        }
        return choices(key).isEmpty()
                ? form
                : String.join(
                        ", ", choices(key).stream().map(c -> "`" + c + "`").toList());
    }

    @Test
    void everyKeyHasNameInBothLanguages() {
        RECORDS.forEach((record, type) -> RuleKeys.keysOf(type).forEach(key -> {
            var name = Messages.of(RuleKeys.class).text("rule-key." + record + "." + RuleKeys.compared(key));
            assertNotNull(name.persian(), key::toString);
        }));
    }

    @Test
    void everyComponentOfAgencyRuleIsKey() {
        assertEquals(
                Stream.of(AgencyRule.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList(),
                RuleKeys.keysOf(AgencyRule.class).stream()
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void absentKeysHaveDefaults() throws IOException {
        AgencyRule rule = RuleKeys.read(
                AgencyRule.class,
                JSON.readTree("{\"workingDays\": 15, \"silence\": \"consent\", \"shows\": [\"floors\"]}"),
                Map.of());
        assertEquals(
                "AgencyRule[workingDays=15, clock=null, silence=CONSENT, shows=[floors], attachments=[], onReject=refuse,"
                        + " extensions=0, extension=15d, reminders=[], undelivered=true]",
                rule.toString());
    }

    @Test
    void keysOfSameFactAreComparedOnce() throws IOException {
        AgencyRule rule = RuleKeys.read(
                AgencyRule.class,
                JSON.readTree("{\"clock\": \"PT24H\", \"silence\": \"refuse\", \"shows\": [], \"extensions\": 2,"
                        + " \"undelivered\": \"wait\"}"),
                Map.of());
        assertEquals(
                Map.of(
                        "time", "PT24H",
                        "silence", "REFUSE",
                        "shows", "[]",
                        "attachments", "[]",
                        "onReject", "refuse",
                        "allExtensions", "2 (PT24H)",
                        "reminders", "[]",
                        "undelivered", "false"),
                RuleKeys.comparison(rule));
    }
}
