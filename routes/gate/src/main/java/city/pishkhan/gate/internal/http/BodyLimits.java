package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Limits of request bodies: size, with or without an announced length, number of parts, and minimum transfer rate. */
public final class BodyLimits {

    private static final Logger LOG = LoggerFactory.getLogger(BodyLimits.class);

    private static final int HEARD_AT_ONCE = 1 << 14;

    private final long usual;
    private final LongSupplier sheet;
    private final List<Pattern> uploads;
    private final BodyPace pace;
    private final long drainMillis;
    private final Function<HttpServletRequest, String> network;

    /**
     * @param usual       maximum size in bytes of ordinary bodies
     * @param sheet       maximum size in bytes of a sheet, 0 if sheets are not accepted; a SOAP message may add its envelope
     * @param uploads     regular expressions of the whole paths that accept sheets
     * @param drainMillis time in milliseconds during which the rest of a refused body is read
     * @param network     returns the network of a request's client, or {@code null} if it is unknown
     */
    public BodyLimits(
            long usual,
            LongSupplier sheet,
            List<String> uploads,
            BodyPace pace,
            long drainMillis,
            Function<HttpServletRequest, String> network) {
        this.network = network;
        this.usual = usual;
        this.sheet = sheet;
        this.uploads = uploads.stream().map(Pattern::compile).toList();
        this.pace = pace;
        this.drainMillis = drainMillis;
    }

    /**
     * Checks the announced length of a request's body.
     *
     * @throws Refusal TOO_LARGE {@code request.too-large} if the announced length exceeds the limit
     */
    public void check(HttpServletRequest request, HttpServletResponse response) {
        // no limit is lower than the usual one, so most requests need no comparison with the patterns of upload paths
        if (request.getContentLengthLong() > usual) {
            check(request, response, limit(request));
        }
    }

    private static void check(HttpServletRequest request, HttpServletResponse response, long limit) {
        if (request.getContentLengthLong() > limit) {
            throw closeConnection(response, SizeRule.refusal(limit));
        }
    }

    /**
     * Passes a checked request on and enforces the limits while its body is read.
     * @throws Refusal if the body broke a rule and no response has been sent
     */
    public void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!hasBody(request)) {
            chain.doFilter(request, response);
            return;
        }
        boolean parts = MultipartRule.isMultipart(request.getContentType());
        boolean loginInside =
                request.getAttribute(Requests.PASSWORDS) != null && request.getAttribute(Requests.CALLER) == null;
        long limit = loginInside && !parts ? Math.min(usual, limit(request)) : limit(request);
        check(request, response, limit);
        List<BodyRule> rules = new ArrayList<>(List.of(new SizeRule(limit)));
        if (parts) {
            rules.add(MultipartRule.of(request.getContentType()));
        }
        LimitedRequest limited = new LimitedRequest(request, rules, pace, network.apply(request));
        // the door fails on a truncated message, but the client must receive the reason why the body was cut off
        WithheldResponse overruling = new WithheldResponse(response, () -> limited.refusal() != null);
        try {
            if (loginInside && parts) {
                EnvelopeLogin.authenticate(limited);
            }
            chain.doFilter(limited, overruling);
            overruling.finish();
        } catch (IOException | ServletException | RuntimeException e) {
            if (limited.refusal() == null) {
                throw e;
            }
        } finally {
            limited.releasePlace();
        }
        if (limited.refusal() != null && !response.isCommitted()) {
            ResponseHeaders.reset(request, response);
            throw closeConnection(response, limited.refusal());
        }
    }

    /**
     * Reads and discards the rest of a refused body for a limited time. Many clients read the response only after sending their whole body;
     * they would otherwise find the connection closed.
     */
    public void discardRest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = response.getStatus();
        boolean slow = status == Refusal.Kind.SLOW.status();
        if (status < HttpServletResponse.SC_BAD_REQUEST || slow || request.isAsyncStarted() || !hasBody(request)) {
            return;
        }
        LimitedRequest rest = new LimitedRequest(request, List.of(), pace, network.apply(request));
        try {
            InputStream in = rest.getInputStream();
            response.flushBuffer();
            byte[] bytes = new byte[HEARD_AT_ONCE];
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(drainMillis);
            while (System.nanoTime() - end < 0 && in.read(bytes) >= 0) {
                continue;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A refused body was not read completely", e); // the response is already sent
        } finally {
            rest.releasePlace();
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private long limit(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!isUpload(path)) {
            return usual;
        }
        long upload = sheet.getAsLong();
        return Math.max(usual, upload == 0 || !path.startsWith("/soap/") ? upload : upload + usual);
    }

    private boolean isUpload(String path) {
        for (Pattern upload : uploads) {
            if (upload.matcher(path).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Closes the connection after this response, because the rest of the body may be unread. */
    private static Refusal closeConnection(HttpServletResponse response, Refusal refusal) {
        response.setHeader("Connection", "close");
        return refusal;
    }
}
