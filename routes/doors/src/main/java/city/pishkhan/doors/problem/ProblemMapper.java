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

/** Maps every failure of a REST door to a problem response (RFC 9457), whether it occurs before, in or after an operation. */
public class ProblemMapper<T extends Throwable> implements ExceptionMapper<T> {
    /** Mapper of all exceptions except those of JAX-RS. */
    public static final class Any extends ProblemMapper<Throwable> {}

    /** Mapper of JAX-RS exceptions. It must have exactly this type to replace the default mapper of JAX-RS. */
    public static final class Http extends ProblemMapper<WebApplicationException> {}

    @Override
    public Response toResponse(T thrown) {
        DoorCall.Origin origin = RequestOrigin.current();
        Refusal refusal = Refusals.of(thrown);
        ProblemDetails.log(thrown, refusal, origin.requestId());
        Problem problem = ProblemDetails.problem(refusal, origin.language(), origin.requestId());
        // 405 and 406 exist only in HTTP; services have no such refusals
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
