package city.pishkhan.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads JSON like a client generated from the document: unknown members, unknown enum values, missing members and wrong
 * types are errors. It shares no code with the validator library of {@link ServedContract}, so that each of the two
 * finds errors that the other one misses.
 */
final class StrictReader {

    private final JsonNode document;

    StrictReader(JsonNode document) {
        this.document = document;
    }

    /**
     * Returns the value if it matches the schema.
     *
     * @throws AssertionError if the value deviates; its message names every deviating place
     */
    JsonNode read(JsonNode schema, JsonNode value) {
        List<String> wrong = errors("$", schema, value);
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", wrong) + "\nin " + value);
        }
        return value;
    }

    private List<String> errors(String at, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            JsonNode meant = document.at(schema.path("$ref").asText().substring(1));
            return meant.isObject() ? errors(at, meant, value) : List.of(at + ": no schema " + schema);
        }
        List<String> all = new ArrayList<>();
        schema.path("allOf").forEach(part -> all.addAll(errors(at, part, value)));
        if (schema.has("anyOf")) {
            boolean one = false;
            for (JsonNode part : schema.path("anyOf")) {
                one |= errors(at, part, value).isEmpty();
            }
            if (!one) {
                all.add(at + ": none of " + schema.path("anyOf") + " but " + value);
            }
        }
        if (schema.has("enum") && !isOneOf(schema.path("enum"), value)) {
            all.add(at + ": one of " + schema.path("enum") + ", not " + value);
        }
        switch (schema.path("type").asText()) {
            case "" -> {
                if (!schema.has("allOf") && !schema.has("anyOf")) {
                    all.add(at + ": has no type");
                }
            }
            case "object" -> object(at, schema, value, all);
            case "array" -> array(at, schema, value, all);
            case "string" -> text(at, schema, value, all);
            case "integer" -> checkType(at, "a whole number", isWholeNumber(schema, value), value, all);
            case "number" -> checkType(at, "a number", value.isNumber(), value, all);
            case "boolean" -> checkType(at, "true or false", value.isBoolean(), value, all);
            default -> all.add(at + ": unknown type " + schema.path("type"));
        }
        return all;
    }

    private static boolean isWholeNumber(JsonNode schema, JsonNode value) {
        return schema.path("format").asText().equals("int64")
                ? value.isIntegralNumber() && value.canConvertToLong()
                : value.isIntegralNumber() && value.canConvertToInt();
    }

    private static boolean isOneOf(JsonNode values, JsonNode value) {
        for (JsonNode word : values) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void checkType(String at, String type, boolean is, JsonNode value, List<String> all) {
        if (!is) {
            all.add(at + ": " + type + ", not " + value);
        }
    }

    private void object(String at, JsonNode schema, JsonNode value, List<String> all) {
        if (!value.isObject()) {
            all.add(at + ": an object, not " + value);
            return;
        }
        schema.path("required").forEach(name -> {
            if (!value.hasNonNull(name.asText())) {
                all.add(at + "." + name.asText() + " is missing");
            }
        });
        value.properties().forEach(member -> {
            String here = at + "." + member.getKey();
            JsonNode known = schema.path("properties").path(member.getKey());
            if (known.isObject()) {
                all.addAll(errors(here, known, member.getValue()));
            } else if (schema.path("additionalProperties").isObject()) {
                all.addAll(errors(here, schema.path("additionalProperties"), member.getValue()));
            } else {
                all.add(here + " is not in the contract");
            }
        });
    }

    private void array(String at, JsonNode schema, JsonNode value, List<String> all) {
        checkType(at, "a list", value.isArray(), value, all);
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            all.addAll(errors(at + "[" + i + "]", schema.path("items"), value.get(i)));
        }
    }

    private static void text(String at, JsonNode schema, JsonNode value, List<String> all) {
        checkType(at, "text", value.isTextual(), value, all);
        try {
            switch (schema.path("format").asText()) {
                case "uuid" -> UUID.fromString(value.asText());
                case "date-time" -> Instant.parse(value.asText());
                case "date" -> LocalDate.parse(value.asText());
                case "uri" -> URI.create(value.asText());
                default -> {
                    // any other format accepts any text
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            all.add(at + ": " + schema.path("format").asText() + ", not " + value);
        }
    }
}
