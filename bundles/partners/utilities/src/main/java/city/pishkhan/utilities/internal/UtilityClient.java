package city.pishkhan.utilities.internal;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Pooled HTTP client of one company. It follows no redirects, does not retry and keeps no cookies. Responses are limited in
 * time and size.
 */
final class UtilityClient implements Closeable {

    /**
     * Settings.
     *
     * @param token bearer token, or empty
     * @param receive timeout for each read, and also for the whole response
     */
    record Settings(String agency, URI url, String token, Duration connect, Duration receive, int maxReplyBytes) {
        Settings {
            url = PartnerAddress.withoutTrailingSlash(url);
        }
    }

    /** A response as received. */
    record Response(int status, byte[] body) {}

    /**
     * Maximum number of pooled connections. It equals the maximum number of consumers of an agency's routes, so that
     * the pool does not limit concurrency.
     */
    private static final int CONNECTIONS = 64;

    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;
    /** Idle time after which a connection is tested before its use, because the company may have closed it. */
    private static final TimeValue VALIDATE_AFTER_IDLE = TimeValue.ofMilliseconds(500);

    private final Settings settings;
    private final CloseableHttpClient client;

    UtilityClient(Settings settings) {
        this.settings = settings;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(settings.connect().toMillis(), TimeUnit.MILLISECONDS)
                        .setSocketTimeout((int) settings.receive().toMillis(), TimeUnit.MILLISECONDS)
                        .setValidateAfterInactivity(VALIDATE_AFTER_IDLE)
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(settings.receive().toMillis(), TimeUnit.MILLISECONDS)
                        .setResponseTimeout(settings.receive().toMillis(), TimeUnit.MILLISECONDS)
                        .build())
                .setUserAgent("Pishkhan")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /**
     * Posts JSON.
     *
     * @param path path below the company's address
     * @param key value of the header Idempotency-Key
     * @param traceparent trace context, or {@code null}
     * @throws PartnerUnavailable if no complete response arrived
     */
    Response post(String path, byte[] json, String key, @Nullable String traceparent) {
        HttpPost request = new HttpPost(URI.create(settings.url() + path));
        request.setHeader("Idempotency-Key", key);
        if (traceparent != null) {
            request.setHeader("traceparent", traceparent);
        }
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return send(request);
    }

    /**
     * Sends a GET.
     *
     * @throws PartnerUnavailable if no complete response arrived
     */
    Response get(String path) {
        return send(new HttpGet(URI.create(settings.url() + path)));
    }

    private Response send(HttpUriRequestBase request) {
        Participation.requireSending(settings.agency(), PartnerUnavailable::new);
        request.setHeader("Accept", "application/json, application/problem+json");
        if (!settings.token().isEmpty()) {
            request.setHeader("Authorization", "Bearer " + settings.token());
        }
        long deadline = System.nanoTime() + settings.receive().toNanos();
        try {
            try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
                return new Response(response.getCode(), body(request, response, deadline));
            }
        } catch (IOException e) {
            throw new PartnerUnavailable(
                    settings.agency() + ": " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    private byte[] body(HttpUriRequestBase request, ClassicHttpResponse response, long deadline) throws IOException {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream content = response.getEntity().getContent();
        byte[] buffer = new byte[8 << 10];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            body.write(buffer, 0, n);
            boolean large = body.size() > settings.maxReplyBytes();
            if (large || System.nanoTime() - deadline > 0) {
                // closing alone would read the rest of the response
                request.abort();
                throw new IOException(large ? "reply is too large" : "reply takes too long");
            }
        }
        return body.toByteArray();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
