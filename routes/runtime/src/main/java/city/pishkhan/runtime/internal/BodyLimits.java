package city.pishkhan.runtime.internal;

import city.pishkhan.api.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** How large a request's body may be, whether its length is announced or not. */
final class BodyLimits {

    private final long usual;
    private final long upload;
    private final List<Pattern> uploads;

    /**
     * @param usual   bytes at most
     * @param upload  bytes at most on the upload paths
     * @param uploads regular expressions of whole paths
     */
    BodyLimits(long usual, long upload, List<String> uploads) {
        this.usual = usual;
        this.upload = upload;
        this.uploads = uploads.stream().map(Pattern::compile).toList();
    }

    /** @throws Refusal TOO_LARGE {@code request.too-large} if more is announced than may come */
    void check(HttpServletRequest request, HttpServletResponse response) {
        long limit = of(request);
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(response, limit);
        }
    }

    /**
     * Lets a checked request through, and its body of unknown length as far as it may go.
     *
     * @throws Refusal TOO_LARGE {@code request.too-large} if the body went further and no answer has been sent
     */
    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response); // the server itself ends the body where it was announced to end
            return;
        }
        long limit = of(request);
        LimitedRequest limited = new LimitedRequest(request, limit);
        OverrulingResponse overruling = new OverrulingResponse(response, limited);
        chain.doFilter(limited, overruling);
        overruling.finish();
        if (limited.exceeded() && !response.isCommitted()) {
            AnswerHeaders.reset(request, response);
            throw tooLarge(response, limit);
        }
    }

    private long of(HttpServletRequest request) {
        String path = request.getRequestURI();
        return uploads.stream().anyMatch(u -> u.matcher(path).matches()) ? upload : usual;
    }

    /** What remains of the body is not read: the connection ends with the answer. */
    private static Refusal tooLarge(HttpServletResponse response, long limit) {
        response.setHeader("Connection", "close");
        return new Refusal(
                Refusal.Kind.TOO_LARGE,
                "request.too-large",
                null,
                "The body is larger than " + limit + " bytes.",
                "حجم درخواست از " + limit + " بایت بیشتر است.");
    }
}
