package city.pishkhan.doors.problem;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.contracts.Problem;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.call.RequestOrigin;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.nio.charset.StandardCharsets;

/** RFC 9457 for whatever goes wrong at a REST door, before, in or after an operation. */
public class ProblemMapper<T extends Throwable> implements ExceptionMapper<T> {
    /** All but what JAX-RS itself throws. */
    public static final class Any extends ProblemMapper<Throwable> {}

    /** For these JAX-RS has a mapper of its own, which only one of the same type displaces. */
    public static final class Http extends ProblemMapper<WebApplicationException> {}

    @Override
    public Response toResponse(T thrown) {
        DoorCall.Origin origin = RequestOrigin.current();
        Refusal refusal = Refusals.of(thrown);
        ProblemDetails.log(thrown, refusal, origin.requestId());
        Problem problem = ProblemDetails.problem(refusal, origin.language(), origin.requestId());
        // 405 and 406 are HTTP's own; no service refuses so
        int status = Refusals.statusOfHttp(thrown, problem.status());
        String json = DoorJson.write(status == problem.status() ? problem : problem.withStatus(status));
        Response.ResponseBuilder response = Response.status(status)
                .type("application/problem+json")
                .header("Content-Language", origin.language().getLanguage())
                .entity(json.getBytes(StandardCharsets.UTF_8));
        if (refusal != null) {
            refusal.retrySeconds().ifPresent(seconds -> response.header("Retry-After", seconds));
        }
        if (refusal != null && refusal.kind() == Kind.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Bearer realm=\"pishkhan\"");
        }
        if (thrown instanceof WebApplicationException http && http.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", http.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }
}
