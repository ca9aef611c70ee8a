package city.pishkhan.doors;

import city.pishkhan.doors.rest.PathIndex;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Determines the HTTP methods of a path from the contract. Answers {@code OPTIONS} with these methods and rejects other methods with
 * {@code Allow}. JAX-RS itself would list the methods of the whole contract.
 */
@PreMatching
final class ContractMethods implements ContainerRequestFilter {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::((?:[^{}]|\\{[^{}]*})++))?}");

    private static final Pattern SLASHES = Pattern.compile("^/+");

    private record Operation(String template, Pattern path, String method) {
        Operation(String template, String method) {
            this(template, pattern(template), method);
        }
    }

    private final PathIndex<Operation> operations;

    ContractMethods(Class<?> contract) {
        String prefix = path(contract.getAnnotation(Path.class));
        List<Operation> found = new ArrayList<>();
        for (Method method : contract.getMethods()) {
            Stream.of(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .map(type -> type.getAnnotation(HttpMethod.class))
                    .filter(http -> http != null)
                    .forEach(http ->
                            found.add(new Operation(prefix + path(method.getAnnotation(Path.class)), http.value())));
        }
        operations = new PathIndex<>(found, Operation::template);
    }

    private static String path(Path annotation) {
        String path = annotation == null ? "" : annotation.value().replaceAll("^/+|/+$", "");
        return path.isEmpty() ? "" : "/" + path;
    }

    private static Pattern pattern(String template) {
        StringBuilder regex = new StringBuilder();
        Matcher variable = VARIABLE.matcher(template);
        int at = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(template.substring(at, variable.start())))
                    .append('(')
                    .append(
                            variable.group(1) == null
                                    ? "[^/]+?"
                                    : variable.group(1).strip())
                    .append(')');
            at = variable.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(template.substring(at))).append("/?").toString());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = path(request.getUriInfo().getPath());
        if (isSupported(request.getMethod(), path)) {
            return;
        }
        Set<String> allowed = allowed(path);
        if (allowed.isEmpty()
                || allowed.contains(request.getMethod()) && !request.getMethod().equals("OPTIONS")) {
            return; // unknown paths are left to JAX-RS
        }
        String allow = String.join(", ", allowed);
        if (request.getMethod().equals("OPTIONS")) {
            request.abortWith(Response.noContent().header("Allow", allow).build());
        } else {
            throw new NotAllowedException(allow, new String[0]);
        }
    }

    private static String path(String requested) {
        return "/" + SLASHES.matcher(requested).replaceFirst("");
    }

    private boolean isSupported(String method, String path) {
        return operations.candidates(path).stream()
                .anyMatch(operation -> operation.method.equals(method)
                        && operation.path.matcher(path).matches());
    }

    /**
     * @param path path below the door, beginning with a slash
     * @return allowed methods; empty if the path does not exist
     */
    Set<String> allowed(String path) {
        Set<String> methods = operations.candidates(path).stream()
                .filter(operation -> operation.path.matcher(path).matches())
                .map(Operation::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }
}
