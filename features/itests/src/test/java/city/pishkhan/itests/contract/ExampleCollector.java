package city.pishkhan.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the most complete call of each kind of body as an example for the contract. Run with {@code -Dcontract.examples=<folder>} and copy
 * the wanted files into the contracts' {@code examples}. Secret values are masked.
 */
final class ExampleCollector {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER =
            System.getProperty("contract.examples") == null ? null : Path.of(System.getProperty("contract.examples"));
    private static final int MOST_ITEMS = 2;
    private static final Set<String> SECRET = Set.of("password", "token");
    private static final Map<String, Set<String>> KEPT = new TreeMap<>();

    private ExampleCollector() {}

    static void collect(List<ContractOperation> operations, Exchange exchange) {
        if (FOLDER == null || exchange.status() / 100 != 2) {
            return;
        }
        operations.stream()
                .filter(o -> o.isMatch(exchange.method(), exchange.path()))
                .findFirst()
                .ifPresent(o -> {
                    String door = o.path().split("/")[1];
                    storeIfMoreComplete(door, o.requestSchema(), exchange.isJsonRequest() ? exchange.sent() : null);
                    storeIfMoreComplete(
                            door,
                            o.answerSchema(exchange.status()),
                            exchange.mediaType().endsWith("json") ? exchange.answered() : null);
                });
    }

    private static synchronized void storeIfMoreComplete(String door, JsonNode schema, byte[] body) {
        if (schema.isMissingNode() || body == null || body.length == 0) {
            return;
        }
        String name = door + "/" + schema.path("$ref").asText().replaceFirst(".*/", "");
        try {
            JsonNode example = shortened(JSON.readTree(body));
            Set<String> says = new TreeSet<>();
            members("", example, says);
            if (says.size() > KEPT.getOrDefault(name, Set.of()).size()) {
                KEPT.put(name, says);
                Path file = FOLDER.resolve(name + ".json");
                Files.createDirectories(file.getParent());
                Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(example) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode shortened(JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode some = JSON.createArrayNode();
            for (int i = 0; i < Math.min(MOST_ITEMS, list.size()); i++) {
                some.add(shortened(list.get(i)));
            }
            return some;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode some = JSON.createObjectNode();
            object.properties()
                    .forEach(m -> some.set(
                            m.getKey(), SECRET.contains(m.getKey()) ? TextNode.valueOf("…") : shortened(m.getValue())));
            return some;
        }
        return value;
    }

    private static void members(String at, JsonNode value, Set<String> all) {
        all.add(at);
        value.properties().forEach(m -> members(at + "." + m.getKey(), m.getValue(), all));
        if (value.isArray()) {
            value.forEach(item -> members(at + "[]", item, all));
        }
    }
}
