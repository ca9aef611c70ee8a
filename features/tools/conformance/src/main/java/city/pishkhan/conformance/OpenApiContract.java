package city.pishkhan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** A published REST contract (OpenAPI 3.1) that validates request and response bodies. */
public final class OpenApiContract {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, String> FILES = Map.of(
            "utility", "/city/pishkhan/utilities/contract/utility.openapi.json",
            "post", "/city/pishkhan/post/contract/post.openapi.json",
            "vehicles", "/city/pishkhan/vehicles/contract/vehicles.openapi.json",
            "sms", "/city/pishkhan/sms/contract/sms.openapi.json",
            "number-ownership", "/city/pishkhan/numbers/contract/number-ownership.openapi.json",
            "saman", "/city/pishkhan/bank/contract/saman.openapi.json");

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;

    private OpenApiContract(JsonNode document) {
        this.document = document;
    }

    static List<String> names() {
        return FILES.keySet().stream().sorted().toList();
    }

    /** @throws IllegalArgumentException if no contract has that name */
    public static OpenApiContract of(String name) throws IOException {
        String file = FILES.get(name);
        if (file == null) {
            throw new IllegalArgumentException(
                    "no contract " + name + "; there are " + String.join(", ", Conformance.names()));
        }
        try (InputStream in = OpenApiContract.class.getResourceAsStream(file)) {
            return new OpenApiContract(JSON.readTree(in));
        }
    }

    String version() {
        return document.at("/info/version").asText();
    }

    private JsonNode operation(String method, String path) {
        JsonNode operation = document.path("paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
        if (operation.isMissingNode()) {
            throw new IllegalArgumentException("the contract has no " + method + " " + path);
        }
        return operation;
    }

    /** Returns a copy of the contract's example request. */
    ObjectNode example(String method, String path) {
        return operation(method, path)
                .at("/requestBody/content/application~1json/example")
                .deepCopy();
    }

    /** Validates a request body and returns its errors; empty if it is valid. */
    public List<String> request(String method, String path, JsonNode body) {
        return errors(operation(method, path).at("/requestBody/content/application~1json/schema"), body);
    }

    /** Validates a response and returns its errors: an undocumented status, or a body that does not match the schema. */
    public List<String> response(String method, String path, int status, JsonNode body) {
        JsonNode described = operation(method, path).path("responses").path(String.valueOf(status));
        if (described.isMissingNode()) {
            return List.of("status " + status + " is not defined in the contract");
        }
        JsonNode schema = described.at("/content/application~1json/schema");
        return schema.isMissingNode() ? List.of() : errors(schema, body);
    }

    private List<String> errors(JsonNode schema, JsonNode body) {
        if (body == null) {
            return List.of("the body is not valid JSON");
        }
        // adds the components to the schema, so that its references can be resolved
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole).validate(body).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }
}
