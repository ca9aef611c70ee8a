package city.pishkhan.doors.soap;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates names between the two syntaxes of a contract. XML repeats an element with a singular name where JSON has a list with a plural
 * name. XML has name and value pairs where JSON has an object with arbitrary members.
 */
final class SoapNames {
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("applicants", "applicant"),
            Map.entry("parts", "part"),
            Map.entry("papers", "paper"),
            Map.entry("needs", "need"),
            Map.entry("inquiries", "inquiry"),
            Map.entry("conditions", "condition"),
            Map.entry("items", "item"),
            Map.entry("duties", "duty"),
            Map.entry("attachments", "attachment"),
            Map.entry("findings", "finding"),
            Map.entry("answers", "answer"),
            Map.entry("sheets", "sheet"),
            Map.entry("steps", "step"),
            Map.entry("fields", "field"),
            Map.entry("choices", "choice"),
            Map.entry("stages", "stage"),
            Map.entry("agencies", "agency"),
            Map.entry("words", "word"),
            Map.entry("regions", "region"),
            Map.entry("rules", "rule"),
            Map.entry("uses", "use"),
            Map.entry("owners", "owner"),
            Map.entry("propertyLengths", "propertyLength"));
    private static final Map<String, String> RESULTS = Map.of("results", "result");
    private static final Map<String, String> FREE =
            Map.of("facts", "fact", "data", "data", "form", "field", "content", "entry");
    private static final Map<String, String> HEADERS = Map.of("If-Match", "version", "Idempotency-Key", "requestId");
    private static final Map<String, String> PLURALS = reversed(LISTS);
    private static final Map<String, String> OBJECTS = reversed(FREE);
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    private SoapNames() {}

    private static Map<String, String> reversed(Map<String, String> names) {
        return names.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** Converts JSON names to XML names. */
    static JsonNode toXml(JsonNode json) {
        if (json instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            array.forEach(n -> out.add(toXml(n)));
            return out;
        }
        if (!(json instanceof ObjectNode object)) {
            return json;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isArray() && LISTS.containsKey(name)) {
                out.set(LISTS.get(name), toXml(value));
            } else if (value.isArray() && RESULTS.containsKey(name)) {
                out.set(RESULTS.get(name), toXml(value));
            } else if (value.isObject() && FREE.containsKey(name)) {
                out.set(FREE.get(name), pairs((ObjectNode) value));
            } else if (value.isObject() && name.equals("problem")) {
                // the other members of a problem exist only in HTTP
                out.set(name, ((ObjectNode) value.deepCopy()).retain("code", "field", "messageEn", "messageFa"));
            } else {
                out.set(name, toXml(value));
            }
        });
        return out;
    }

    /** Converts XML names to JSON names; empty lists and null members are left out. */
    static JsonNode toJson(JsonNode xml) {
        if (xml instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            array.forEach(n -> out.add(toJson(n)));
            return out;
        }
        if (!(xml instanceof ObjectNode object)) {
            return xml;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value instanceof NullNode || value.isArray() && value.isEmpty()) {
                return;
            }
            if (value.isArray() && OBJECTS.containsKey(name)) {
                out.set(OBJECTS.get(name), members((ArrayNode) value));
            } else {
                out.set(value.isArray() ? PLURALS.getOrDefault(name, name) : name, toJson(value));
            }
        });
        return out;
    }

    /**
     * Translates the field of a refusal, also in its texts, to the name in the envelope: {@code applicant[0].nationalId}, {@code version}.
     */
    static @Nullable Refusal translateField(@Nullable Refusal refusal) {
        if (refusal == null || refusal.field() == null) {
            return refusal;
        }
        String field = field(refusal.field());
        if (field.equals(refusal.field())) {
            return refusal;
        }
        Refusal translated = new Refusal(
                refusal.kind(),
                refusal.code(),
                field,
                refusal.english().replace(refusal.field(), field),
                refusal.persian().replace(refusal.field(), field));
        translated.initCause(refusal);
        return translated;
    }

    /** Returns the position in the envelope for a JSON field. */
    static String field(String json) {
        String header = HEADERS.get(json);
        if (header != null) {
            return header;
        }
        StringBuilder xml = new StringBuilder();
        String[] steps = json.split("\\.");
        for (int i = 0; i < steps.length; i++) {
            int bracket = steps[i].indexOf('[');
            String name = bracket < 0 ? steps[i] : steps[i].substring(0, bracket);
            xml.append(i == 0 ? "" : ".");
            if (bracket < 0 && FREE.containsKey(name) && i + 1 < steps.length) {
                xml.append(FREE.get(name)).append("[name='").append(steps[++i]).append("']");
            } else {
                xml.append(LISTS.getOrDefault(name, RESULTS.getOrDefault(name, name)))
                        .append(bracket < 0 ? "" : steps[i].substring(bracket));
            }
        }
        return xml.toString();
    }

    private static ArrayNode pairs(ObjectNode object) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        object.properties().forEach(m -> out.addObject()
                .put("name", m.getKey())
                .put(
                        "value",
                        m.getValue().isTextual()
                                ? m.getValue().textValue()
                                : m.getValue().toString()));
        return out;
    }

    private static ObjectNode members(ArrayNode pairs) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        pairs.forEach(
                p -> out.set(p.path("name").asText(), scalar(p.path("value").asText())));
        return out;
    }

    /** Converts text that represents a number or boolean to that type, as in JSON. */
    private static JsonNode scalar(String text) {
        if (text.equals("true") || text.equals("false") || NUMBER.matcher(text).matches()) {
            try {
                return DoorJson.mapper().readTree(text);
            } catch (JsonProcessingException e) {
                return JsonNodeFactory.instance.textNode(text);
            }
        }
        return JsonNodeFactory.instance.textNode(text);
    }
}
