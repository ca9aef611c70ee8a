package city.pishkhan.doors.call;

import city.pishkhan.contracts.Headers;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a contract's method: those in path, query or headers, and the body. SOAP uses the same parameters, so that an operation has
 * a single definition.
 */
public final class OperationShape {
    /** headers that every call reads, so that they are not parameters of an operation */
    private static final Set<String> OF_EVERY_CALL = Set.of(Headers.IDEMPOTENCY_KEY, Headers.IF_MATCH);

    private final List<String> names = new ArrayList<>();
    private @Nullable Class<?> body;

    private OperationShape(Method method) {
        for (int i = 0; i < method.getParameterCount(); i++) {
            boolean header = false;
            String name = null;
            for (Annotation annotation : method.getParameterAnnotations()[i]) {
                if (annotation instanceof PathParam path) {
                    name = path.value();
                } else if (annotation instanceof QueryParam query) {
                    name = query.value();
                } else if (annotation instanceof HeaderParam named) {
                    header = true;
                    name = OF_EVERY_CALL.contains(named.value()) ? null : named.value();
                }
            }
            if (name == null && !header) {
                body = method.getParameterTypes()[i];
            }
            names.add(name);
        }
    }

    public static Map<String, OperationShape> of(Class<?> contract) {
        Map<String, OperationShape> shapes = new HashMap<>();
        Arrays.stream(contract.getMethods()).forEach(m -> shapes.put(m.getName(), new OperationShape(m)));
        return Map.copyOf(shapes);
    }

    /** Type of the body, or {@code null} if the operation has none. */
    public @Nullable Class<?> body() {
        return body;
    }

    /** Names of the parameters in path, query and the operation's own headers; {@code null} for parameters of other kinds. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }
}
