package city.pishkhan.tls.internal;

import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Notifies each connection of the begin and end of its requests, and closes it after a limited number of pipelined
 * requests. The server answers a connection's requests in turn on one thread, so a connection that never pauses would
 * occupy that thread.
 */
final class PipelineLimit implements HttpConfiguration.Customizer {
    private final IntSupplier limit;

    /** @param limit number of requests that may be pipelined */
    PipelineLimit(IntSupplier limit) {
        this.limit = limit;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answerHeaders) {
        MeteredEndPoint connection = MeteredEndPoint.of(
                request.getConnectionMetaData().getConnection().getEndPoint());
        if (connection == null) {
            return request;
        }
        Request.addCompletionListener(request, thrown -> connection.requestEnded());
        if (connection.requestBegun() <= limit.getAsInt()) {
            return request;
        }
        answerHeaders.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        return new Last(request);
    }

    /**
     * Adds {@code Connection: close} to the request, so that the server also closes the connection if the response is
     * reset.
     */
    private static final class Last extends Request.Wrapper {
        private final HttpFields headers;

        Last(Request request) {
            super(request);
            headers = HttpFields.build(request.getHeaders())
                    .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())
                    .asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
