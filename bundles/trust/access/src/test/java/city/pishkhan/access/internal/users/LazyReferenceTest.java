package city.pishkhan.access.internal.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.stubs.Stubs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

class LazyReferenceTest {
    private final List<ServiceListener> listeners = new ArrayList<>();
    private final ServiceReference<?> reference =
            (ServiceReference<?>) proxy(ServiceReference.class, (method, arguments) -> null);
    private Object service;
    private Runnable meanwhile = () -> {};
    private int lookUps;

    private final BundleContext context = (BundleContext) proxy(BundleContext.class, (method, arguments) -> {
        switch (method) {
            case "addServiceListener" -> listeners.add((ServiceListener) arguments[0]);
            case "removeServiceListener" -> listeners.remove(arguments[0]);
            case "getServiceReference" -> {
                lookUps++;
                return service == null ? null : reference;
            }
            case "getService" -> {
                Object found = service;
                meanwhile.run();
                return found;
            }
            default -> throw new UnsupportedOperationException(method);
        }
        return null;
    });

    private final LazyReference<CharSequence> late = new LazyReference<>(context, CharSequence.class);

    private interface Answer {
        Object call(String method, Object[] arguments);
    }

    private static Object proxy(Class<?> type, Answer answer) {
        return Stubs.intercept(type, (self, method, a) -> answer.call(method.getName(), a));
    }

    private void setService(Object now) {
        service = now;
        List.copyOf(listeners).forEach(listener -> listener.serviceChanged(null));
    }

    @Test
    void cachesServiceUntilItChanges() {
        assertNull(late.get());
        setService("one");
        assertEquals("one", late.get());
        assertEquals("one", late.get());
        assertEquals(2, lookUps);
        setService("two");
        assertEquals("two", late.get());
        setService(null);
        assertNull(late.get());
    }

    @Test
    void doesNotCacheServiceReplacedDuringLookup() {
        service = "one";
        meanwhile = () -> {
            meanwhile = () -> {};
            setService("two");
        };
        assertEquals("one", late.get());
        assertEquals("two", late.get());
    }

    @Test
    void cachesNothingAfterClose() {
        setService("one");
        late.close();
        assertTrue(listeners.isEmpty());
        assertEquals("one", late.get());
        service = "two";
        assertEquals("two", late.get());
    }
}
