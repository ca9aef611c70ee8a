package city.pishkhan.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls and reads of a served contract, derived from the document alone. Each body is built with all optional members absent, with all of
 * them {@code null}, and with each one absent in turn. Values come from the document's examples unless the test supplies them.
 */
public final class OptionalMembers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    /**
     * One operation with a request body.
     *
     * @param bodies bodies that lack one or all optional members
     * @param nulls the body whose optional members are {@code null}, which the contract does not allow
     */
    public record Call(String id, String method, String path, List<JsonNode> bodies, JsonNode nulls) {}

    /**
     * An operation that reads data.
     *
     * @param mediaTypes media types of the answer
     */
    public record Read(String id, String path, Set<String> mediaTypes) {}

    private final JsonNode document;
    private final List<ContractOperation> operations;
    private final Map<String, String> known;

    /**
     * Reads the contract of a door.
     *
     * @param door see {@link ServedContract#at}
     * @param known values by schema and member, e.g. {@code NewCase/applicants.nationalId}, that replace those of the
     * examples; an empty value omits an optional member whose example fits no city
     */
    public OptionalMembers(HttpClient http, URI hub, String door, Map<String, String> known) {
        this.document = ServedContract.at(http, hub, door).document();
        this.operations = ContractOperation.all(document);
        this.known = known;
    }

    public List<Call> calls() {
        return operations.stream()
                .filter(o -> o.requestSchema().isObject())
                .map(o -> new Call(
                        o.id(),
                        o.method(),
                        o.path(),
                        bodies(o),
                        reduced(
                                o.requestSchema(),
                                filled(o.requestSchema(), example(o), name(o.requestSchema())),
                                true)))
                .filter(call -> !call.bodies().isEmpty())
                .toList();
    }

    public List<Read> reads() {
        return operations.stream()
                .filter(o -> o.method().equals("GET"))
                .map(o -> new Read(o.id(), o.path(), mediaTypes(o)))
                .toList();
    }

    private static Set<String> mediaTypes(ContractOperation operation) {
        Set<String> types = new LinkedHashSet<>();
        operation.definition().at("/responses/200/content").fieldNames().forEachRemaining(types::add);
        return types;
    }

    private List<JsonNode> bodies(ContractOperation operation) {
        JsonNode schema = operation.requestSchema();
        JsonNode example = example(operation);
        Set<JsonNode> bodies = new LinkedHashSet<>();
        JsonNode whole = filled(schema, example, name(schema));
        JsonNode least = reduced(schema, whole, false);
        if (least.equals(whole) && least.equals(reduced(schema, whole, true))) {
            return List.of();
        }
        bodies.add(least);
        addWithoutMembers(schema, whole, whole, bodies, new ArrayList<>());
        return List.copyOf(bodies);
    }

    private JsonNode example(ContractOperation operation) {
        JsonNode first = operation.definition().at("/requestBody/content/application~1json/examples/call");
        JsonNode meant =
                first.has("$ref") ? document.at(first.path("$ref").asText().substring(1)) : first;
        return meant.path("value");
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.path("$ref").asText().substring(1)));
        }
        return schema.path("allOf").size() == 1 ? resolved(schema.path("allOf").get(0)) : schema;
    }

    private static String name(JsonNode schema) {
        return schema.path("$ref").asText().replaceFirst(".*/", "") + "/";
    }

    /**
     * Returns the example with generated values for required members that it lacks.
     *
     * @param at schema and path of the value
     */
    private JsonNode filled(JsonNode given, JsonNode value, String at) {
        JsonNode schema = resolved(given);
        if (schema.path("properties").isObject()) {
            ObjectNode object = JSON.createObjectNode();
            schema.path("properties").properties().forEach(member -> {
                String inner = at + (at.endsWith("/") ? "" : ".") + member.getKey();
                JsonNode current = value.path(member.getKey());
                String knownValue = known.get(inner);
                if (knownValue != null) {
                    if (!knownValue.isEmpty()) {
                        object.set(member.getKey(), typed(resolved(member.getValue()), knownValue));
                    }
                } else if (!current.isMissingNode()
                        || required(schema).contains(member.getKey()) && inner.length() < LONGEST) {
                    object.set(member.getKey(), filled(member.getValue(), current, inner));
                }
            });
            return object;
        }
        if (schema.path("type").asText().equals("array")) {
            ArrayNode list = JSON.createArrayNode();
            value.forEach(item -> list.add(filled(schema.path("items"), item, at)));
            return list.isEmpty() ? list.add(filled(schema.path("items"), value.path(0), at)) : list;
        }
        return value.isMissingNode() ? generated(schema) : value;
    }

    private static JsonNode typed(JsonNode schema, String knownValue) {
        return schema.path("type").asText().equals("boolean")
                ? JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(knownValue))
                : TextNode.valueOf(knownValue);
    }

    private static JsonNode generated(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "object" -> JSON.createObjectNode();
            default ->
                TextNode.valueOf(
                        switch (schema.path("format").asText()) {
                            case "date" -> "2026-12-31";
                            case "date-time" -> "2026-12-31T08:00:00Z";
                            case "uuid" -> "01970000-0000-7000-8000-000000000000";
                            default -> "a text that is long enough";
                        });
        };
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new LinkedHashSet<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Returns the value without optional members, or with {@code null} for each of them. */
    private JsonNode reduced(JsonNode given, JsonNode value, boolean nulls) {
        JsonNode schema = resolved(given);
        if (schema.path("properties").isObject()) {
            ObjectNode object = JSON.createObjectNode();
            Set<String> required = required(schema);
            schema.path("properties").properties().forEach(member -> {
                if (required.contains(member.getKey())) {
                    object.set(member.getKey(), reduced(member.getValue(), value.path(member.getKey()), nulls));
                } else if (nulls) {
                    object.putNull(member.getKey());
                }
            });
            return object;
        }
        if (value.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            value.forEach(item -> list.add(reduced(schema.path("items"), item, nulls)));
            return list;
        }
        return value;
    }

    /** Adds, for each optional member that is present, a copy of the whole body without that member. */
    private void addWithoutMembers(
            JsonNode given, JsonNode part, JsonNode whole, Set<JsonNode> bodies, List<Object> at) {
        JsonNode schema = resolved(given);
        if (part.isObject()) {
            Set<String> required = required(schema);
            part.properties().forEach(member -> {
                List<Object> place = new ArrayList<>(at);
                place.add(member.getKey());
                if (schema.path("properties").has(member.getKey())) {
                    if (!required.contains(member.getKey())) {
                        bodies.add(withoutMember(whole.deepCopy(), place));
                    }
                    addWithoutMembers(
                            schema.path("properties").path(member.getKey()), member.getValue(), whole, bodies, place);
                }
            });
        } else if (part.isArray() && !part.isEmpty()) {
            List<Object> place = new ArrayList<>(at);
            place.add(0);
            addWithoutMembers(schema.path("items"), part.get(0), whole, bodies, place);
        }
    }

    private static JsonNode withoutMember(JsonNode copy, List<Object> place) {
        JsonNode parent = copy;
        for (Object step : place.subList(0, place.size() - 1)) {
            parent = step instanceof Integer index ? parent.get(index) : parent.get((String) step);
        }
        ((ObjectNode) parent).remove((String) place.get(place.size() - 1));
        return copy;
    }
}
