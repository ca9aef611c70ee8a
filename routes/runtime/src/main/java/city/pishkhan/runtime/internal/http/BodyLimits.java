package city.pishkhan.runtime.internal.http;

import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** How large a request's body may be, whether its length is announced or not, in how many parts it may come, and how slowly. */
public final class BodyLimits {

    private final long usual;
    private final LongSupplier sheet;
    private final List<Pattern> uploads;
    private final BodyPace pace;

    /**
     * @param usual   bytes at most
     * @param sheet   bytes that a sheet may have, 0 where none is taken; a SOAP message may have its envelope besides
     * @param uploads regular expressions of whole paths
     */
    public BodyLimits(long usual, LongSupplier sheet, List<String> uploads, BodyPace pace) {
        this.usual = usual;
        this.sheet = sheet;
        this.uploads = uploads.stream().map(Pattern::compile).toList();
        this.pace = pace;
    }

    /** @throws Refusal TOO_LARGE {@code request.too-large} if more is announced than may come */
    public void check(HttpServletRequest request, HttpServletResponse response) {
        check(request, response, of(request));
    }

    private static void check(HttpServletRequest request, HttpServletResponse response, long limit) {
        if (request.getContentLengthLong() > limit) {
            throw last(response, SizeRule.refusal(limit));
        }
    }

    /**
     * Lets a checked request through, and its body as far as it may go.
     *
     * @throws Refusal if the body broke a rule and no answer has been sent
     */
    public void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response); // without a body
            return;
        }
        boolean parts = MultipartRule.concerns(request.getContentType());
        boolean loginInside =
                request.getAttribute(Requests.PASSWORDS) != null && request.getAttribute(Requests.CALLER) == null;
        long limit = loginInside && !parts ? Math.min(usual, of(request)) : of(request);
        check(request, response, limit);
        List<BodyRule> rules = new ArrayList<>(List.of(new SizeRule(limit)));
        if (parts) {
            rules.add(MultipartRule.of(request.getContentType()));
        }
        LimitedRequest limited = new LimitedRequest(request, rules, pace);
        BodyRuleResponse overruling = new BodyRuleResponse(response, limited);
        try {
            if (loginInside && parts) {
                EnvelopeLogin.find(limited);
            }
            chain.doFilter(limited, overruling);
            overruling.finish();
        } catch (IOException | ServletException | RuntimeException e) {
            if (limited.refusal() == null) {
                throw e;
            }
        } finally {
            limited.over();
        }
        if (limited.refusal() != null && !response.isCommitted()) {
            ResponseHeaders.reset(request, response);
            throw last(response, limited.refusal());
        }
    }

    private long of(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (uploads.stream().noneMatch(u -> u.matcher(path).matches())) {
            return usual;
        }
        long upload = sheet.getAsLong();
        return Math.max(usual, upload == 0 || !path.startsWith("/soap/") ? upload : upload + usual);
    }

    /** What remains of the body is not read: the connection ends with the answer. */
    private static Refusal last(HttpServletResponse response, Refusal refusal) {
        response.setHeader("Connection", "close");
        return refusal;
    }
}
