package city.pishkhan.routes.oversight.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import city.pishkhan.stubs.Stubs;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of streams per login, and the release of their places. */
class EventStreamTest {
    private static final Caller OVERSIGHT = new Caller("oversight-1", Set.of("oversight"));

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private Exception atFlush;
    private RuntimeException atStart;

    private final EventStream stream = new EventStream(
            fake(Access.class, (proxy, method, args) -> null),
            fake(
                    Journal.class,
                    (proxy, method, args) -> method.getName().equals("lastSequence") ? 0L : (Object) List.of()),
            fake(
                    EventStream.Config.class,
                    (proxy, method, args) -> method.getName().equals("max_streams") ? 20 : 10));

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return Stubs.intercept(type, handler);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    private void open(Caller caller) throws IOException {
        HttpServletResponse response = fake(HttpServletResponse.class, (proxy, method, args) -> {
            if (method.getName().equals("flushBuffer") && atFlush != null) {
                throw atFlush;
            }
            return method.getName().equals("getOutputStream") ? new NullOutputStream() : null;
        });
        AsyncContext exchange = fake(AsyncContext.class, (proxy, method, args) -> {
            if (method.getName().equals("complete")) {
                ended.release();
            }
            return method.getName().equals("getResponse") ? response : null;
        });
        HttpServletRequest request = fake(HttpServletRequest.class, (proxy, method, args) -> {
            if (method.getName().equals("startAsync")) {
                if (atStart != null) {
                    throw atStart;
                }
                begun.release();
                return exchange;
            }
            return method.getName().equals("getAttribute") && args[0].equals(Requests.CALLER) ? caller : null;
        });
        stream.doGet(request, response);
    }

    private static final class NullOutputStream extends ServletOutputStream {
        @Override
        public void write(int b) {
            // output is discarded
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // no listener is called
        }
    }

    private void assertRefused(Caller caller) {
        assertEquals(
                "stream.too-many",
                assertThrows(Refusal.class, () -> open(caller)).code());
    }

    @Test
    void failedOpeningReleasesPlace() throws IOException {
        for (int i = 0; i < 25; i++) {
            atFlush = new IOException("gone");
            assertThrows(IOException.class, () -> open(OVERSIGHT));
            atFlush = null;
            atStart = new IllegalStateException("gone");
            assertThrows(IllegalStateException.class, () -> open(OVERSIGHT));
            atStart = null;
        }
        open(OVERSIGHT);
        assertEquals(1, begun.availablePermits());
    }

    @Test
    void limitsStreamsPerLoginAndInTotal() throws Exception {
        for (int i = 0; i < 5; i++) {
            open(OVERSIGHT);
        }
        assertRefused(OVERSIGHT);
        for (int login = 0; login < 3; login++) {
            for (int i = 0; i < 5; i++) {
                open(new Caller("other-" + login, Set.of("oversight")));
            }
        }
        assertRefused(new Caller("late", Set.of("oversight")));
        stream.close();
        ended.acquire(20);
        open(OVERSIGHT);
        assertEquals(21, begun.availablePermits());
    }
}
