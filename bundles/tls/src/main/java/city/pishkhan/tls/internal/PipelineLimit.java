package city.pishkhan.tls.internal;

import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Closes a connection after a limited number of requests that it sent ahead, without waiting for the answers. The server answers them in
 * turn on one thread, so a connection that never pauses would keep that thread.
 */
final class PipelineLimit implements HttpConfiguration.Customizer {
    private final IntSupplier limit;

    /** @param limit requests that may be sent ahead */
    PipelineLimit(IntSupplier limit) {
        this.limit = limit;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answerHeaders) {
        PacedEndPoint connection =
                PacedEndPoint.of(request.getConnectionMetaData().getConnection().getEndPoint());
        if (connection == null || connection.requestBegun() <= limit.getAsInt()) {
            return request;
        }
        answerHeaders.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        return new Last(request);
    }

    /** Looks as if the client had asked for the end of the connection: an answer that begins anew keeps that header. */
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
