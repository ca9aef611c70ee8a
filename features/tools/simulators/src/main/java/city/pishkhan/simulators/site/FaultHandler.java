package city.pishkhan.simulators.site;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Handler in front of all partners that delays, drops or falsifies replies according to their {@link Control}. */
public final class FaultHandler extends Handler.Wrapper {

    private static final ByteBuffer RUBBISH = ByteBuffer.wrap(
                    "<html><body>It works!</body>".getBytes(StandardCharsets.US_ASCII))
            .asReadOnlyBuffer();

    private final Map<String, Control> partners;
    private final Queue<Request> hanging = new ConcurrentLinkedQueue<>();

    /** @param partners controls by partner name */
    public FaultHandler(Handler next, Map<String, Control> partners) {
        super(next);
        this.partners = partners;
        partners.values().forEach(control -> control.watch(this::closeHanging));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Control control = control(Request.getPathInContext(request));
        if (control == null) {
            return super.handle(request, response, callback);
        }
        if (control.isDown()) {
            sever(request, callback);
            return true;
        }
        long delay = control.delayMs();
        if (delay == 0) {
            return applyFault(control, request, response, callback);
        }
        request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getContext().execute(() -> late(control, request, response, callback)),
                        delay,
                        TimeUnit.MILLISECONDS);
        return true;
    }

    private Control control(String path) {
        if (path.endsWith("/ledger") || path.endsWith("/outbox")) {
            return null;
        }
        return partners.entrySet().stream()
                .filter(partner -> path.equals("/" + partner.getKey()) || path.startsWith("/" + partner.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void late(Control control, Request request, Response response, Callback callback) {
        try {
            if (!applyFault(control, request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private boolean applyFault(Control control, Request request, Response response, Callback callback)
            throws Exception {
        switch (control.next()) {
            case NONE -> {
                return super.handle(request, response, callback);
            }
            case CLOSE_AFTER_COMMIT -> {
                return super.handle(request, new ConnectionClosingResponse(request, response), callback);
            }
            case HANG -> hanging.add(request);
            case CLOSE_BEFORE_REPLY -> sever(request, callback);
            case ERROR500 -> readFully(request, callback, () -> Response.writeError(request, response, callback, 500));
            case GARBAGE ->
                readFully(request, callback, () -> {
                    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html");
                    response.write(true, RUBBISH.slice(), callback);
                });
        }
        return true;
    }

    /**
     * Reads the whole request before replying. A reply before that may reset the connection of a client that is still
     * sending.
     */
    private static void readFully(Request request, Callback callback, Runnable reply) {
        Content.Source.consumeAll(request, Callback.from(reply, callback::failed));
    }

    private static void sever(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new EofException("severed"));
    }

    /**
     * Closes the connections of calls with the fault HANG after the settings changed. Such a call is never performed.
     */
    private void closeHanging() {
        for (Request request = hanging.poll(); request != null; request = hanging.poll()) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
        }
    }

    /** Lets the partner perform the call, and closes the connection before the first byte of the reply is sent. */
    private static final class ConnectionClosingResponse extends Response.Wrapper {
        ConnectionClosingResponse(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            sever(getRequest(), callback);
        }
    }
}
