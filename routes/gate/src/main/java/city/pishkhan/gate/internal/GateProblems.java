package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.contracts.Problem;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.runtime.Requests;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Error responses of the gate, in the format that all doors use (RFC 9457). */
public final class GateProblems {
    private static final Messages MESSAGES = Messages.of(GateProblems.class);

    private static final Logger LOG = LoggerFactory.getLogger(GateProblems.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private GateProblems() {}

    /**
     * Loads the classes and texts of a response. While the hub is being replaced, it still answers the last requests, but can no longer
     * load classes.
     */
    static void prepare() {
        try {
            JSON.writeValueAsBytes(new Problem("", "", 0, "", "", "", null, "", "", null, Boolean.TRUE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        write(
                request,
                response,
                refusal.kind().status(),
                refusal.code(),
                refusal.english(),
                refusal.persian(),
                refusal.retrySeconds().isPresent());
    }

    /** Logs an unexpected failure in full and answers 500 with its id. */
    static void writeIncident(HttpServletRequest request, HttpServletResponse response, String id, Throwable thrown)
            throws IOException {
        IncidentLog.error(GateProblems.class, id, thrown);
        if (IncidentLog.isAborted(thrown) && !response.isCommitted()) {
            // usually no client reads this status; a client that only closed its sending half must not see a success
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        if (response.isCommitted() || IncidentLog.isAborted(thrown)) {
            return;
        }
        write(
                request,
                response,
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                "internal",
                MESSAGES.text("gate-problems.internal", id));
    }

    public static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String code, Text text)
            throws IOException {
        write(
                request,
                response,
                status,
                code,
                text.english(),
                text.persian(),
                status == HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String code,
            String english,
            String persian,
            boolean retryable)
            throws IOException {
        boolean fa = isPersianFirst(request.getHeader("Accept-Language"));
        Problem problem = new Problem(
                "urn:pishkhan:problem:" + code,
                code,
                status,
                fa ? persian : english,
                "urn:pishkhan:request:" + request.getAttribute(Requests.REQUEST_ID),
                code,
                null,
                english,
                persian,
                null,
                retryable ? Boolean.TRUE : null);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("Content-Language", fa ? "fa" : "en");
        try {
            response.getOutputStream().write(JSON.writeValueAsBytes(problem));
        } catch (IOException e) {
            if (!IncidentLog.isAborted(e)) {
                throw e;
            }
            LOG.debug("The client of request {} closed its connection", problem.instance(), e);
        }
    }

    /**
     * Returns {@code true} if the first accepted language is Persian. Weights are ignored, because browsers list the
     * preferred language first.
     */
    static boolean isPersianFirst(String acceptLanguage) {
        return acceptLanguage != null
                && acceptLanguage.strip().toLowerCase(java.util.Locale.ROOT).startsWith("fa");
    }
}
