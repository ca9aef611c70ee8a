package city.pishkhan.stubs;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Stubs of interfaces for unit tests.
 *
 * <p>{@link #strict} suits a test that calls a few methods of the interface, {@link #config} the configuration of a component, and
 * {@link #intercept} a test that counts, delays or fails every call.
 */
public final class Stubs {
    private Stubs() {}

    /**
     * Creates a mock that throws {@link UnsupportedOperationException} for each method without a stub. Stub methods with
     * {@code doReturn(value).when(mock).method()}.
     */
    public static <T> T strict(Class<T> type) {
        return mock(type, withSettings().stubOnly().defaultAnswer(call -> {
            if (call.getMethod().getDeclaringClass() == Object.class) {
                return ofObject(call.getMock(), type, call.getMethod(), call.getArguments());
            }
            throw new UnsupportedOperationException(call.getMethod().toString());
        }));
    }

    /** Creates a mock whose methods return empty values: {@code null}, 0, {@code false} or an empty collection. */
    public static <T> T empty(Class<T> type) {
        return mock(type, withSettings().stubOnly());
    }

    /**
     * Creates a component's configuration.
     *
     * @param type an annotation type
     * @param values values by method name; all other methods return the defaults of the annotation
     */
    public static <T> T config(Class<T> type, Map<String, ?> values) {
        return intercept(type, (self, method, arguments) -> {
            Object value = values.get(method.getName());
            return value != null ? value : method.getDefaultValue();
        });
    }

    /**
     * Creates a proxy whose calls all go to a handler, except for {@code equals}, {@code hashCode} and {@code toString}. An
     * {@link InvocationTargetException} of the handler is replaced by its cause, so that a handler can delegate to a real
     * object with {@link Method#invoke}.
     */
    public static <T> T intercept(Class<T> type, InvocationHandler handler) {
        return intercept(
                type.getClassLoader() == null ? Stubs.class.getClassLoader() : type.getClassLoader(), type, handler);
    }

    /** Like {@link #intercept(Class, InvocationHandler)}, with a proxy class that belongs to a given class loader. */
    public static <T> T intercept(ClassLoader loader, Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(self, type, method, arguments);
            }
            try {
                return handler.invoke(self, method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static Object ofObject(Object self, Class<?> type, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> type.getSimpleName() + " of a test";
        };
    }
}
