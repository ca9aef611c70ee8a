package city.pishkhan.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.contracts.agency.AgencyApi;
import city.pishkhan.contracts.citizen.CitizenApi;
import city.pishkhan.contracts.committee.CommitteeApi;
import city.pishkhan.contracts.office.OfficeApi;
import city.pishkhan.contracts.oversight.OversightApi;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published OpenAPI documents are what the interfaces say. A change of an interface fails here until the document is written anew by
 * {@code -Dopenapi.write=true}, so that a change of a published contract is seen in its diff.
 */
class OpenApiTest {
    private static final Set<String> REQUIRED = Set.of(Headers.IDEMPOTENCY_KEY, Headers.IF_MATCH);

    private final ObjectMapper sorted = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT);

    @ParameterizedTest
    @ValueSource(classes = {OfficeApi.class, AgencyApi.class, CommitteeApi.class, OversightApi.class, CitizenApi.class})
    void publishesWhatTheInterfaceSays(Class<?> contract) throws IOException {
        JsonNode said = Json.mapper().readTree(Json.mapper().writeValueAsBytes(document(contract)));
        if (Boolean.getBoolean("openapi.write")) {
            Path file = Path.of("src/main/resources", contract.getPackageName().replace('.', '/'), "openapi.json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, sorted.writeValueAsString(sorted.treeToValue(said, Object.class)) + "\n");
            return;
        }
        try (var in = contract.getResourceAsStream("openapi.json")) {
            assertEquals(said, sorted.readTree(assertNotNullStream(in)));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OfficeApi.class, AgencyApi.class, CommitteeApi.class, OversightApi.class, CitizenApi.class})
    void namesEveryOperationAndItsProblem(Class<?> contract) {
        OpenAPI document = document(contract);
        operations(document).forEach(o -> {
            assertNotNull(o.getSummary(), o.getOperationId());
            assertEquals(
                    1,
                    o.getResponses().keySet().stream()
                            .filter(r -> r.startsWith("2"))
                            .count(),
                    o.getOperationId());
            assertNotNull(
                    o.getResponses().get("default").getContent().get("application/problem+json"), o.getOperationId());
        });
        long published = Stream.of(contract.getMethods())
                .filter(m -> !m.getName().equals("openApi"))
                .count();
        assertEquals(published, operations(document).count());
        assertEquals(
                Map.of("bearer", 1, "basic", 1).keySet(),
                document.getComponents().getSecuritySchemes().keySet());
    }

    /** In the published file, as its readers get it: units, format and rule stand nowhere else. */
    @ParameterizedTest
    @ValueSource(classes = {OfficeApi.class, AgencyApi.class, CommitteeApi.class, OversightApi.class, CitizenApi.class})
    void describesEveryFieldOfEveryBody(Class<?> contract) throws IOException {
        try (var in = contract.getResourceAsStream("openapi.json")) {
            JsonNode schemas =
                    sorted.readTree(assertNotNullStream(in)).path("components").path("schemas");
            List<String> bare = new ArrayList<>();
            int fields = 0;
            for (var schema : schemas.properties()) {
                assertEquals("object", schema.getValue().path("type").asText(), schema.getKey());
                for (var field : schema.getValue().path("properties").properties()) {
                    fields++;
                    if (field.getValue().path("description").asText().isBlank()
                            || field.getValue().has("$ref")) {
                        bare.add(schema.getKey() + "." + field.getKey());
                    }
                }
            }
            assertEquals(List.of(), bare);
            assertTrue(fields > 50, fields + " fields");
        }
    }

    /** {@code Case.Need} is {@code CaseNeed}: nested records of two contracts may share their simple name. */
    private static final class Nested extends TypeNameResolver {
        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            Class<?> outer = type.getEnclosingClass();
            return outer == null ? super.nameForClass(type, options) : outer.getSimpleName() + type.getSimpleName();
        }
    }

    @BeforeAll
    static void names() {
        ModelConverters.getInstance().addConverter(new ModelResolver(Json.mapper(), new Nested()));
    }

    private static OpenAPI document(Class<?> contract) {
        OpenAPI document = new Reader(new OpenAPI()).read(contract);
        var paths = new io.swagger.v3.oas.models.Paths();
        new TreeMap<>(document.getPaths()).forEach(paths::addPathItem);
        document.setPaths(paths);
        operations(document).forEach(OpenApiTest::complete);
        secured(document);
        ModelConverters.getInstance().readAll(Problem.class).forEach(document.getComponents()::addSchemas);
        new Descriptions(contract).describe(document);
        operations(document)
                .filter(o -> o.getParameters() != null)
                .flatMap(o -> o.getParameters().stream())
                .filter(p -> REQUIRED.contains(p.getName()))
                .forEach(p -> p.setRequired(true));
        return document;
    }

    /** The gate asks the same of every door. */
    private static void secured(OpenAPI document) {
        document.getComponents()
                .addSecuritySchemes(
                        "bearer",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"))
                .addSecuritySchemes(
                        "basic",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("On loopback only."));
        document.addSecurityItem(new SecurityRequirement().addList("bearer"))
                .addSecurityItem(new SecurityRequirement().addList("basic"));
    }

    /** What the method returns is answered with 200, and anything else is a problem. */
    private static void complete(Operation operation) {
        binary(
                operation.getRequestBody() == null
                        ? null
                        : operation.getRequestBody().getContent());
        operation.getResponses().values().forEach(r -> binary(r.getContent()));
        ApiResponses responses = operation.getResponses();
        ApiResponse returned = responses.remove("default");
        if (returned != null) {
            responses.addApiResponse("200", returned.description("Done"));
        }
        responses.addApiResponse(
                "default",
                new ApiResponse()
                        .description("The call was not carried out; nothing changed.")
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(new Schema<>().$ref("Problem")))));
    }

    /** Bytes of any type: sheets and attachments. */
    private static void binary(Content content) {
        if (content != null && content.containsKey("*/*")) {
            content.get("*/*").schema(new Schema<>().type("string").format("binary"));
        }
    }

    private static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().values().stream().flatMap(p -> p.readOperations().stream());
    }

    private static java.io.InputStream assertNotNullStream(java.io.InputStream in) {
        assertNotNull(in, "openapi.json is not there yet: run the test with -Dopenapi.write=true");
        return in;
    }
}
