package city.pishkhan.doors.soap;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.OperationShape;
import city.pishkhan.doors.call.Parts;
import city.pishkhan.doors.call.RequestOrigin;
import city.pishkhan.doors.rest.RestBinding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.component.cxf.common.message.CxfConstants;
import org.apache.cxf.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Converts SOAP calls to the REST call of the same name, and replies back to SOAP. {@code requestId} is the idempotency key,
 * {@code version} is If-Match, {@code content} is the byte body.
 */
public final class SoapDoor {
    private static final String KEY = "requestId";
    private static final String VERSION = "version";
    private static final String CONTENT = "content";
    private static final String REQUEST_ID = SoapDoor.class.getName() + ".requestId";
    private static final JsonMapper STRICT = DoorJson.strict();

    private final Map<String, OperationShape> shapes;
    private final Map<String, Method> operations;

    /**
     * @param port interface generated from the WSDL
     * @param rest REST contract with the same operations
     */
    public SoapDoor(Class<?> port, Class<?> rest) {
        shapes = OperationShape.of(rest);
        operations = Arrays.stream(port.getMethods()).collect(Collectors.toMap(Method::getName, m -> m));
    }

    /** Converts the request to a {@link DoorCall}. */
    public void receive(Exchange exchange) {
        String operation = exchange.getIn().getHeader(CxfConstants.OPERATION_NAME, String.class);
        Message cxf = exchange.getIn().getHeader(CxfConstants.CAMEL_CXF_MESSAGE, Message.class);
        HttpServletRequest http = RequestOrigin.request(cxf);
        Object bean = exchange.getIn().getBody(List.class).get(0);
        ObjectNode given = (ObjectNode) SoapNames.toJson(DoorJson.tree(bean));
        String key = text(given.remove(KEY));
        exchange.setProperty(REQUEST_ID, key);
        OperationShape operationShape = Objects.requireNonNull(shapes.get(operation));
        Map<String, List<String>> params = new HashMap<>();
        String version = text(given.remove(VERSION));
        operationShape.names().stream()
                .filter(n -> n != null && given.has(n))
                .forEach(n -> params.put(n, List.of(text(given.remove(n)))));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(RestBinding.OPERATION, operation);
        exchange.getMessage()
                .setBody(new DoorCall(
                        RequestOrigin.caller(http),
                        RequestOrigin.origin(http, DoorCall.Form.DATA),
                        params,
                        key,
                        version,
                        body(operationShape, bean, given)));
    }

    private static @Nullable Object body(OperationShape operationShape, Object bean, ObjectNode given) {
        if (operationShape.body() == null) {
            return null;
        }
        if (operationShape.body() == List.class) {
            return new Parts.Body(SoapDoor.<List<?>>get(bean, "getSheet").stream()
                    .map(SoapDoor::part)
                    .toList());
        }
        return operationShape.body() == InputStream.class
                ? content(bean)
                : STRICT.convertValue(given, operationShape.body());
    }

    /** Creates a part named as in the REST call: by the kind of the paper and, if given, its owner. */
    private static Parts.Incoming part(Object bean) {
        String owner = get(bean, "getOwner");
        String name = SoapDoor.<String>get(bean, "getKind") + (owner == null ? "" : ":" + owner);
        String sha256 = get(bean, "getSha256");
        InputStream content = content(bean);
        if (sha256 == null) {
            // missing content is checked by the operation, as for REST
            String fileName = get(bean, "getName");
            return new Parts.Incoming(
                    name, fileName == null ? "" : fileName, content == null ? InputStream.nullInputStream() : content);
        }
        if (content != null) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "soap.malformed/content", "content");
        }
        return new Parts.Incoming(name, null, new ByteArrayInputStream(sha256.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked")
    private static <T> T get(Object bean, String getter) {
        try {
            return (T) bean.getClass().getMethod(getter).invoke(bean);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(bean.getClass() + " has no " + getter, e);
        }
    }

    private static @Nullable InputStream content(Object bean) {
        DataHandler content = get(bean, "getContent");
        try {
            return content == null ? null : open(content);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(content.getDataSource().getClass() + " has no stream", e);
        } catch (IOException | IllegalStateException e) {
            Refusal missing = Refusal.of(Refusal.Kind.MALFORMED, "soap.malformed/content", "content");
            missing.initCause(e);
            throw missing;
        }
    }

    /**
     * Opens the content. Inline content without MTOM uses a class of an older activation API on Karaf's boot class path, with the same
     * method but another interface.
     */
    private static InputStream open(DataHandler content)
            throws IOException, NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        try {
            return content.getInputStream();
        } catch (IncompatibleClassChangeError e) {
            Object source = content.getDataSource();
            return (InputStream) source.getClass().getMethod("getInputStream").invoke(source);
        }
    }

    /** Converts the {@link DoorReply} to the response. */
    public void reply(Exchange exchange) throws ReflectiveOperationException {
        DoorReply doorReply = exchange.getMessage().getBody(DoorReply.class);
        Method operation = Objects.requireNonNull(
                operations.get(exchange.getMessage().getHeader(RestBinding.OPERATION, String.class)));
        ObjectNode tree = DoorJson.mapper().createObjectNode();
        tree.put(KEY, exchange.getProperty(REQUEST_ID, String.class));
        if (doorReply.replayed()) {
            tree.put("replayed", true);
        }
        DoorReply.File file = file(doorReply.body());
        if (file != null) {
            tree.put("name", file.name()).put("mediaType", file.mediaType());
        } else if (doorReply.body() != null) {
            JsonNode json = doorReply.body() instanceof DoorReply.Written w
                    ? DoorJson.read(w.json(), JsonNode.class)
                    : DoorJson.tree(doorReply.body());
            tree.set("result", SoapNames.toXml(json));
        }
        Object response = response(tree, operation);
        if (file != null) {
            response.getClass()
                    .getMethod("setContent", DataHandler.class)
                    .invoke(response, new DataHandler(new Bytes(file)));
            // MTOM is enabled only for responses with bytes, so that clients without MTOM can use all other operations
            exchange.setProperty(Message.MTOM_ENABLED, "true");
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(new Object[] {response});
    }

    private static DoorReply.@Nullable File file(@Nullable Object body) {
        if (body instanceof DoorReply.Sheet sheet) {
            return sheet.file();
        }
        return body instanceof DoorReply.File file ? file : null;
    }

    private static Object response(ObjectNode tree, Method operation) {
        try {
            return STRICT.convertValue(tree, operation.getReturnType());
        } catch (IllegalArgumentException e) {
            // the cause is omitted, because it would be taken for a mistake in the caller's request
            throw new IllegalStateException(
                    "The WSDL does not know what " + operation.getName() + " yields: " + e.getMessage());
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    /** Content of a response. CXF reads it once while writing the response. */
    private record Bytes(DoorReply.File file) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return file.content();
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return file.mediaType();
        }

        @Override
        public @Nullable String getName() {
            return file.name();
        }
    }
}
