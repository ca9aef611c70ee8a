package city.pishkhan.contracts;

import city.pishkhan.contracts.office.cases.Case;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.Consumes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The OpenAPI document of one package of contracts, generated from its interfaces, its records, their doc comments and the examples.
 * Several interfaces of a package become one document, each below the path of its server.
 */
final class ContractDocument {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private static final Path SOURCES = Path.of("src/main/java/city/pishkhan/contracts");
    private static final Path RESOURCES = Path.of("src/main/resources/city/pishkhan/contracts");
    static final Path EXAMPLES = RESOURCES.resolve("examples");
    private static final Set<String> REQUIRED = Set.of(Headers.IDEMPOTENCY_KEY, Headers.IF_MATCH);
    private static final String PAGE = "OrPage";

    private final List<Class<?>> interfaces;
    private final Set<Class<?>> requests = new LinkedHashSet<>();
    private final Set<Class<?>> answers = new LinkedHashSet<>(Set.of(Problem.class));
    private final Map<String, Method> methods = new HashMap<>();
    private OpenAPI document;

    private ContractDocument(List<Class<?>> interfaces) {
        this.interfaces = interfaces;
        interfaces.stream()
                .flatMap(i -> Arrays.stream(i.getMethods()))
                .filter(m -> !isHidden(m))
                .forEach(this::addMethod);
    }

    /** Returns a document for every package that has an interface at a path, so that a new door cannot be left out. */
    static List<ContractDocument> all() {
        Map<String, List<Class<?>>> byPackage = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(f -> f.toString().endsWith("Api.java"))
                    .map(ContractDocument::type)
                    .filter(t -> t.isAnnotationPresent(jakarta.ws.rs.Path.class))
                    .forEach(t -> byPackage
                            .computeIfAbsent(t.getPackageName(), p -> new ArrayList<>())
                            .add(t));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byPackage.values().forEach(list -> list.sort(Comparator.comparing(Class::getSimpleName)));
        return byPackage.values().stream().map(ContractDocument::new).toList();
    }

    private static Class<?> type(Path source) {
        String name = SOURCES.relativize(source).toString().replace(".java", "").replace('/', '.');
        try {
            return Class.forName(ContractDocument.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isHidden(Method method) {
        var operation = method.getAnnotation(io.swagger.v3.oas.annotations.Operation.class);
        return operation != null && operation.hidden();
    }

    private void addMethod(Method method) {
        if (methods.put(method.getName(), method) != null) {
            throw new IllegalStateException("two operations are called " + method.getName());
        }
        if (method.getReturnType().isRecord()) {
            answers.add(method.getReturnType());
        }
        body(method).filter(Class::isRecord).ifPresent(requests::add);
    }

    private static Optional<Class<?>> body(Method method) {
        return Stream.iterate(0, i -> i < method.getParameterCount(), i -> i + 1)
                .filter(i -> method.getParameterAnnotations()[i].length == 0)
                .<Class<?>>map(i -> method.getParameterTypes()[i])
                .findFirst();
    }

    /** Last part of the package name. */
    String folder() {
        String name = interfaces.get(0).getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    Path file() {
        return RESOURCES.resolve(folder()).resolve("openapi.json");
    }

    /** Example of a record in the folder of its door, because two doors may have records of the same name. */
    static Path example(Class<?> body) {
        String[] below = body.getPackageName()
                .substring(ContractDocument.class.getPackageName().length())
                .split("\\.");
        return EXAMPLES.resolve(below.length > 1 ? below[1] : "").resolve(WireSchemas.name(body) + ".json");
    }

    /** Methods of all operations, by operation id. */
    Map<String, Method> methods() {
        return methods;
    }

    /** Records that requests and answers contain as JSON. */
    Set<Class<?>> bodies() {
        Set<Class<?>> bodies = new LinkedHashSet<>(requests);
        bodies.addAll(answers);
        return bodies;
    }

    Set<Class<?>> requests() {
        return requests;
    }

    Map<String, Class<?>> records() {
        return WireSchemas.closure(bodies());
    }

    /** @return the same object each time */
    OpenAPI read() {
        if (document == null) {
            document = generate();
        }
        return document;
    }

    static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().values().stream().flatMap(p -> p.readOperations().stream());
    }

    @Override
    public String toString() {
        return folder();
    }

    private OpenAPI generate() {
        OpenAPI made = new OpenAPI();
        made.setComponents(new Components());
        Map<String, PathItem> paths = new TreeMap<>();
        for (Class<?> one : interfaces) {
            OpenAPI read = new Reader(new OpenAPI()).read(one);
            String base =
                    one.getAnnotation(OpenAPIDefinition.class).servers()[0].url();
            read.getPaths().forEach((path, item) -> paths.put(isSingleInterface() ? path : below(base, path), item));
            if (made.getInfo() == null
                    && read.getInfo() != null
                    && read.getInfo().getTitle() != null) {
                made.setInfo(read.getInfo());
            }
            made.setServers(isSingleInterface() ? read.getServers() : List.of(new Server().url("/")));
        }
        Paths sorted = new Paths();
        paths.forEach(sorted::addPathItem);
        made.setPaths(sorted);
        made.getComponents().setSchemas(new LinkedHashMap<>(WireSchemas.of(requests, answers)));
        addSecuritySchemes(made);
        addProblems(made.getComponents());
        addExamples(made.getComponents());
        sorted.values().forEach(item -> item.readOperationsMap().forEach(this::complete));
        new Descriptions(interfaces.get(0)).describe(made);
        return made;
    }

    private boolean isSingleInterface() {
        return interfaces.size() == 1;
    }

    private static String below(String base, String path) {
        return path.equals("/") ? base : base + path;
    }

    /** Adds the login schemes, which are the same for every door. */
    private static void addSecuritySchemes(OpenAPI document) {
        document.getComponents()
                .addSecuritySchemes(
                        "bearer",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("A token from /auth/v1/token or from the city's login server."))
                .addSecuritySchemes(
                        "basic",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("Only at the admin port."))
                .addSecuritySchemes(
                        "session",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("__Host-pishkhan")
                                .description("The console's session; calls that change data must also send"
                                        + " its X-CSRF-Token."));
        for (String scheme : List.of("bearer", "basic", "session")) {
            document.addSecurityItem(new SecurityRequirement().addList(scheme));
        }
    }

    private static void addProblems(Components components) {
        for (Failure failure : Failure.values()) {
            ApiResponse response = new ApiResponse()
                    .description(failure.description())
                    .content(new Content()
                            .addMediaType(
                                    PROBLEM,
                                    new MediaType()
                                            .schema(new Schema<>().$ref(WireSchemas.name(Problem.class)))
                                            .examples(exampleOf(Problem.class))));
            if (failure.isTemporary()) {
                response.addHeaderObject(
                        "Retry-After",
                        new Header()
                                .description("seconds after which the same call may be sent again")
                                .schema(new IntegerSchema()));
            }
            components.addResponses(failure.component(), response);
            // clients that accept pages get the problem as a page
            ApiResponse page = new ApiResponse()
                    .description(response.getDescription())
                    .headers(response.getHeaders())
                    .content(new Content());
            page.getContent().putAll(response.getContent());
            page.getContent().addMediaType("text/html", new MediaType().schema(new StringSchema()));
            components.addResponses(failure.component() + PAGE, page);
        }
    }

    private void addExamples(Components components) {
        for (Class<?> body : bodies()) {
            String name = WireSchemas.name(body);
            if (Files.exists(example(body))) {
                try {
                    Object value = new ObjectMapper().readValue(example(body).toFile(), Object.class);
                    components.addExamples(
                            name, new Example().summary("taken from a call").value(value));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static Map<String, Example> exampleOf(Class<?> body) {
        return Files.exists(example(body))
                ? Map.of("call", new Example().$ref("#/components/examples/" + WireSchemas.name(body)))
                : null;
    }

    private void complete(PathItem.HttpMethod verb, Operation operation) {
        Method method = methods.get(operation.getOperationId());
        if (method.isAnnotationPresent(SecurityRequirements.class)
                || method.getDeclaringClass().isAnnotationPresent(SecurityRequirements.class)) {
            operation.setSecurity(List.of());
        }
        completeParameters(operation);
        body(operation, method);
        completeAnswers(operation, method, verb);
        boolean page = method.getDeclaringClass().isAnnotationPresent(SecurityRequirements.class)
                && operation.getResponses().values().stream()
                        .anyMatch(r -> r.getContent() != null && r.getContent().containsKey("text/html"));
        Failure.of(verb, operation).forEach(f -> operation
                .getResponses()
                .addApiResponse(
                        Integer.toString(f.status()), new ApiResponse().$ref(f.component() + (page ? PAGE : ""))));
    }

    private static void completeParameters(Operation operation) {
        for (Parameter parameter :
                Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
            if (REQUIRED.contains(parameter.getName())) {
                parameter.setRequired(true);
            }
            if (parameter.getName().equals(Headers.IDEMPOTENCY_KEY)) {
                parameter.setDescription(
                        "1 to 200 visible ASCII characters: a new key for every new request, the same key for a"
                                + " retry");
                parameter.setSchema(new StringSchema().minLength(1).maxLength(200));
                parameter.setExample("0b1f6f0e-2d0c-4c55-9d0f-6d8f2a7a51c3");
            } else if (parameter.getName().equals(Headers.IF_MATCH)) {
                parameter.setDescription("the version that the caller read, as given in the ETag");
                parameter.setExample("\"7\"");
            }
        }
    }

    private static void body(Operation operation, Method method) {
        Class<?> type = body(method).orElse(null);
        if (type == null) {
            operation.setRequestBody(null);
            return;
        }
        if (operation.getRequestBody() == null) {
            Content form = new Content();
            Arrays.stream(method.getAnnotation(Consumes.class).value())
                    .forEach(mediaType -> form.addMediaType(mediaType, new MediaType()));
            operation.setRequestBody(new RequestBody().content(form));
        }
        operation.getRequestBody().setRequired(true);
        operation.getRequestBody().getContent().forEach((mediaType, content) -> {
            if (type.isRecord()) {
                setType(content, type);
            } else if (mediaType.equals("application/x-www-form-urlencoded")) {
                content.schema(new MapSchema().additionalProperties(new StringSchema()));
            } else if (mediaType.equals("multipart/form-data")) {
                content.schema(new MapSchema().additionalProperties(new StringSchema().format("binary")));
            } else {
                content.schema(new StringSchema().format("binary"));
            }
        });
    }

    private static void completeAnswers(Operation operation, Method method, PathItem.HttpMethod verb) {
        ApiResponses responses = operation.getResponses();
        ApiResponse returned = responses.remove("default");
        if (returned != null) {
            responses.addApiResponse("200", returned.description("Done"));
        }
        // separate MediaType objects, because the reader shares one among all media types of an answer
        responses.values().stream().filter(r -> r.getContent() != null).forEach(r -> r.getContent()
                .replaceAll((mediaType, shared) -> {
                    MediaType content = new MediaType();
                    if (mediaType.equals(JSON) && method.getReturnType().isRecord()) {
                        setType(content, method.getReturnType());
                    } else if (mediaType.endsWith("ld+json")) {
                        content.schema(new ObjectSchema());
                    } else if (mediaType.startsWith("text/")) {
                        content.schema(new StringSchema());
                    } else {
                        content.schema(new StringSchema().format("binary"));
                    }
                    return content;
                }));
        if (verb != PathItem.HttpMethod.GET && method.getReturnType() == Case.class) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(Headers.PREFER)
                    .description("return=minimal: no body, only ETag and Location (RFC 7240); 204 instead of 200")
                    .schema(new StringSchema()));
            if (responses.containsKey("200")) {
                responses.addApiResponse(
                        "204", new ApiResponse().description("Done, without a body, as requested by return=minimal"));
            }
        }
        if (verb == PathItem.HttpMethod.GET && method.getReturnType() == Case.class) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(Headers.PREFER)
                    .description(
                            "wait=seconds, with If-None-Match: answered as soon as the resource changes, or with 304 after this time")
                    .schema(new StringSchema()));
        }
        if (verb == PathItem.HttpMethod.GET && isSheet(method)) {
            responses.addApiResponse(
                    "206",
                    new ApiResponse()
                            .description("The bytes of the requested range")
                            .content(responses.get("200").getContent()));
        }
        if (verb == PathItem.HttpMethod.GET) {
            responses.addApiResponse("304", new ApiResponse().description("Unchanged since the ETag in If-None-Match"));
        }
    }

    /** {@code true} if the operation returns a sheet by its SHA-256, or an image of a sheet. */
    private static boolean isSheet(Method method) {
        jakarta.ws.rs.Path path = method.getAnnotation(jakarta.ws.rs.Path.class);
        return method.getReturnType() == InputStream.class
                && path != null
                && path.value().contains("{sha256}");
    }

    private static void setType(MediaType content, Class<?> type) {
        content.schema(new Schema<>().$ref(WireSchemas.name(type)));
        content.examples(exampleOf(type));
    }
}
