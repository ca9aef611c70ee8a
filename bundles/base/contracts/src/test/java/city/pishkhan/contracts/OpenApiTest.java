package city.pishkhan.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the published OpenAPI documents with the interfaces and records. After a change of these the test fails until the document is
 * written again with {@code -Dopenapi.write=true}, so that the change of the published contract is visible in the diff. The other tests read
 * the published file.
 */
class OpenApiTest {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");
    private static final List<ContractDocument> CONTRACTS = ContractDocument.all();

    private static final ObjectMapper SORTED = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT);

    static List<ContractDocument> contracts() {
        return CONTRACTS;
    }

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("openapi.write")) {
            for (ContractDocument contract : CONTRACTS) {
                Object documented = SORTED.treeToValue(generated(contract), Object.class);
                Files.createDirectories(contract.file().getParent());
                Files.writeString(contract.file(), SORTED.writeValueAsString(documented) + "\n");
            }
        }
    }

    private static JsonNode generated(ContractDocument contract) throws IOException {
        return Json.mapper().readTree(Json.mapper().writeValueAsBytes(contract.read()));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void publishedContractMatchesInterface(ContractDocument contract) throws IOException {
        assertEquals(generated(contract), published(contract));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void listsEveryOperationOnce(ContractDocument contract) {
        List<String> ids = ContractDocument.operations(contract.read())
                .map(Operation::getOperationId)
                .sorted()
                .toList();
        assertEquals(contract.methods().keySet().stream().sorted().toList(), ids);
        ContractDocument.operations(contract.read()).forEach(o -> {
            assertNotNull(o.getSummary(), o.getOperationId());
            assertEquals(
                    1,
                    o.getResponses().keySet().stream()
                            .filter(r -> r.startsWith("2"))
                            .filter(r -> !(r.equals("204") && hasOptionalBody(o)) && !r.equals("206"))
                            .count(),
                    o.getOperationId());
        });
    }

    /** {@code true} if callers may request an answer without a body. */
    private static boolean hasOptionalBody(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(p -> p.getName().equals(Headers.PREFER));
    }

    /** The descriptions are the only place for units, formats and rules. */
    @ParameterizedTest
    @MethodSource("contracts")
    void describesEveryFieldOfEveryBody(ContractDocument contract) throws IOException {
        List<String> bare = new ArrayList<>();
        for (var schema : published(contract).at("/components/schemas").properties()) {
            if (schema.getValue().path("description").asText().isBlank()) {
                bare.add(schema.getKey());
            }
            for (var field : schema.getValue().path("properties").properties()) {
                if (field.getValue().path("description").asText().isBlank()
                        || field.getValue().has("$ref")) {
                    bare.add(schema.getKey() + "." + field.getKey());
                }
            }
        }
        assertEquals(List.of(), bare);
    }

    /** Every member has a type and is either required or optional. */
    @ParameterizedTest
    @MethodSource("contracts")
    void everyMemberIsTypedAndRequiredOrOptional(ContractDocument contract) throws IOException {
        JsonNode document = published(contract);
        List<String> wrong = new ArrayList<>();
        for (var schema : document.at("/components/schemas").properties()) {
            collectUntyped(schema.getKey(), schema.getValue(), wrong);
            Class<?> type = contract.records().get(schema.getKey());
            if (type == null) {
                continue;
            }
            Set<String> required = Arrays.stream(type.getRecordComponents())
                    .filter(WireSchemas::isRequired)
                    .map(c -> c.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> documented = new TreeSet<>();
            schema.getValue().path("required").forEach(name -> documented.add(name.asText()));
            if (!required.equals(documented)) {
                wrong.add(schema.getKey() + " requires " + documented + ", not " + required);
            }
        }
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(o -> VERBS.contains(o.getKey()))
                .forEach(o -> {
                    String id = o.getValue().path("operationId").asText();
                    o.getValue().path("parameters").forEach(p -> collectUntyped(id, p.path("schema"), wrong));
                    o.getValue().findValues("content").forEach(c -> c.properties().stream()
                            .filter(m -> !m.getKey().endsWith("ld+json"))
                            .forEach(m -> collectUntyped(id, m.getValue().path("schema"), wrong)));
                }));
        assertEquals(List.of(), wrong);
    }

    private static void collectUntyped(String where, JsonNode schema, List<String> wrong) {
        if (schema.has("$ref")) {
            return;
        }
        boolean composed = schema.has("allOf") || schema.has("anyOf");
        schema.path("allOf").forEach(s -> collectUntyped(where, s, wrong));
        schema.path("anyOf").forEach(s -> collectUntyped(where, s, wrong));
        String type = schema.path("type").asText();
        schema.path("properties")
                .properties()
                .forEach(p -> collectUntyped(where + "." + p.getKey(), p.getValue(), wrong));
        if (type.equals("array")) {
            collectUntyped(where + "[]", schema.path("items"), wrong);
        } else if (type.equals("object") && !schema.has("properties")) {
            collectUntyped(where + ".*", schema.path("additionalProperties"), wrong);
        } else if (type.isEmpty() && !composed) {
            wrong.add(where);
        }
    }

    /** Covers all JSON bodies of requests and answers, including problems. */
    @ParameterizedTest
    @MethodSource("contracts")
    void everyBodyHasAnExample(ContractDocument contract) throws IOException {
        JsonNode document = published(contract);
        Set<String> bare = new TreeSet<>();
        document.findValues("content").forEach(content -> content.properties().stream()
                // linked data is described by its own standard
                .filter(m -> m.getKey().endsWith("json") && !m.getKey().endsWith("ld+json"))
                .forEach(m -> {
                    String reference = m.getValue().at("/examples/call/$ref").asText();
                    if (reference.isEmpty()
                            || document.at(reference.substring(1)).isMissingNode()) {
                        bare.add(m.getValue().at("/schema/$ref").asText());
                    }
                }));
        assertEquals(Set.of(), bare, "an example of each belongs into " + ContractDocument.EXAMPLES);
    }

    /** Every operation lists its errors, its logins and its required headers. */
    @ParameterizedTest
    @MethodSource("contracts")
    void listsErrorsLoginsAndHeadersOfEveryOperation(ContractDocument contract) throws IOException {
        JsonNode document = published(contract);
        assertTrue(document.path("security").size() > 0);
        document.path("security").forEach(s -> s.fieldNames()
                .forEachRemaining(name -> assertTrue(
                        document.at("/components/securitySchemes/" + name).isObject(), name)));
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(o -> {
                    String id = o.getValue().path("operationId").asText();
                    Set<String> statuses = new TreeSet<>();
                    o.getValue().path("responses").fieldNames().forEachRemaining(statuses::add);
                    assertTrue(statuses.containsAll(Set.of("400", "404", "500", "503")), id + " " + statuses);
                    boolean open = o.getValue().path("security").isArray();
                    assertTrue(open || statuses.containsAll(Set.of("401", "403")), id + " " + statuses);
                    statuses.stream()
                            .filter(s -> s.compareTo("400") >= 0)
                            .forEach(s -> assertTrue(
                                    document.at(o.getValue()
                                                            .at("/responses/" + s + "/$ref")
                                                            .asText()
                                                            .substring(1)
                                                    + "/content/application~1problem+json/schema")
                                            .isObject(),
                                    id + " " + s));
                    Set<String> headers = new TreeSet<>();
                    o.getValue().path("parameters").forEach(p -> {
                        if (p.path("in").asText().equals("header")
                                && p.path("required").asBoolean()) {
                            headers.add(p.path("name").asText());
                        }
                    });
                    Set<String> wanted = Arrays.stream(
                                    contract.methods().get(id).getParameterAnnotations())
                            .flatMap(Arrays::stream)
                            .filter(jakarta.ws.rs.HeaderParam.class::isInstance)
                            .map(a -> ((jakarta.ws.rs.HeaderParam) a).value())
                            .collect(Collectors.toSet());
                    assertEquals(wanted, headers, id);
                }));
    }

    private JsonNode published(ContractDocument contract) throws IOException {
        assertTrue(Files.exists(contract.file()), "not there yet: run this test with -Dopenapi.write=true");
        return SORTED.readTree(contract.file().toFile());
    }
}
