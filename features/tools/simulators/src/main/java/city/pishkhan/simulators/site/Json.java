package city.pishkhan.simulators.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON input and output of the partners. */
public final class Json {

    /** Shared mapper; callers must not configure it. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Builds a JSON object. Values are strings, numbers, booleans, null, lists, maps or nodes. */
    public static ObjectNode object(Map<String, ?> values) {
        return MAPPER.valueToTree(values);
    }

    /** @throws IllegalArgumentException if the body is not a JSON object */
    public static ObjectNode read(HttpServletRequest request) throws IOException {
        try {
            if (MAPPER.readTree(request.getInputStream()) instanceof ObjectNode object) {
                return object;
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("a JSON object is required");
    }

    public static void write(HttpServletResponse response, int status, JsonNode body) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /**
     * Writes an error reply with a code for programs.
     *
     * @param detail message for people, or {@code null}
     */
    public static void refuse(HttpServletResponse response, int status, String code, String detail) throws IOException {
        write(response, status, object(Map.of("code", code, "detail", String.valueOf(detail))));
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
