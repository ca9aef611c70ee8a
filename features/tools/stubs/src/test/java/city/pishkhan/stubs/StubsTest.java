package city.pishkhan.stubs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.doReturn;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StubsTest {
    private @interface Settings {
        String url() default "http://localhost";

        int port() default 80;
    }

    @Test
    void strictMockRejectsCallWithoutStub() {
        List<?> list = Stubs.strict(List.class);
        doReturn(7).when(list).size();
        assertEquals(7, list.size());
        assertThrows(UnsupportedOperationException.class, list::isEmpty);
        assertEquals(list, list);
        assertEquals("List of a test", list.toString());
    }

    /** Mocks are proxies, because the inline mock maker would need an agent in each test JVM. */
    @Test
    void mocksAreProxies() {
        assertTrue(Proxy.isProxyClass(Stubs.empty(List.class).getClass()));
        assertEquals(0, Stubs.empty(List.class).size());
    }

    @Test
    void configurationHasDefaultsOfAnnotation() {
        Settings settings = Stubs.config(Settings.class, Map.of("port", 8181));
        assertEquals("http://localhost", settings.url());
        assertEquals(8181, settings.port());
    }

    @Test
    void proxyThrowsExceptionOfRealObject() {
        Closeable broken = () -> {
            throw new IOException("full");
        };
        Closeable proxy =
                Stubs.intercept(Closeable.class, (self, method, arguments) -> method.invoke(broken, arguments));
        assertEquals("full", assertThrows(IOException.class, proxy::close).getMessage());
        assertFalse(proxy.equals(broken));
        assertNotEquals(0, proxy.hashCode());
    }
}
