package city.pishkhan.gate.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import city.pishkhan.gate.internal.contexts.RequestDrain;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestEndListenerTest {

    private static final List<String> OFFICE = List.of("/office/v1");

    private final RequestDrain requestDrain = new RequestDrain();
    private final RequestDrain.Visit visit = requestDrain.enter("/office/v1/cases");
    private final List<AsyncListener> listeners = new ArrayList<>();
    private CompletableFuture<Void> drained;

    @Test
    void leavesAtOnceAfterSynchronousAnswer() {
        RequestEndListener.register(request(false), requestDrain, visit);
        drain();
        assertLeft();
    }

    @Test
    void leavesAfterAsynchronousAnswer() throws Exception {
        RequestEndListener.register(request(true), requestDrain, visit);
        drain();
        assertFalse(drained.isDone());
        listeners.get(0).onComplete(event());
        assertLeft();
    }

    @Test
    void staysDuringFurtherAsynchronousRound() throws Exception {
        RequestEndListener.register(request(true), requestDrain, visit);
        drain();
        listeners.remove(0).onStartAsync(event());
        assertFalse(drained.isDone());
        listeners.get(0).onTimeout(event());
        assertLeft();
    }

    @Test
    void leavesAfterAsynchronousError() throws Exception {
        RequestEndListener.register(request(true), requestDrain, visit);
        drain();
        assertFalse(drained.isDone());
        listeners.get(0).onError(event());
        assertLeft();
    }

    @Test
    void leavesAtOnceIfAlreadyAnswered() {
        RequestEndListener.register(
                Exchanged.fake(ServletRequest.class, (method, args) -> {
                    throw new IllegalStateException(method);
                }),
                requestDrain,
                visit);
        drain();
        assertLeft();
    }

    private void drain() {
        drained = CompletableFuture.runAsync(() -> requestDrain.drain(OFFICE, 30_000));
        await().atMost(20, SECONDS).until(() -> requestDrain.enter("/office/v1/cases") == null);
    }

    private void assertLeft() {
        drained.orTimeout(20, SECONDS).join();
    }

    private ServletRequest request(boolean async) {
        return Exchanged.fake(ServletRequest.class, (method, args) -> switch (method) {
            case "isAsyncStarted" -> async;
            case "getAsyncContext" -> context();
            default -> throw new AssertionError(method);
        });
    }

    private AsyncEvent event() {
        return new AsyncEvent(context());
    }

    /** Context that records its listeners. */
    private AsyncContext context() {
        return Exchanged.fake(AsyncContext.class, (method, args) -> switch (method) {
            case "addListener" -> listeners.add((AsyncListener) args[0]);
            case "getRequest", "getResponse" -> null;
            default -> throw new AssertionError(method);
        });
    }
}
