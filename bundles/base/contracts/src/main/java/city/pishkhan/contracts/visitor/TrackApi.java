package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** {@code /track}: public progress of a case, by tracking code. Pages are Persian, or English by {@code lang=en}. */
@OpenAPIDefinition(servers = @Server(url = "/track"))
@SecurityRequirements
@Path("/")
public interface TrackApi {

    @GET
    @Produces({TEXT_HTML, APPLICATION_JSON})
    @Operation(summary = "Form for a tracking code; with code, the state of its case")
    CaseStanding trackForm(@QueryParam("code") String code, @QueryParam("lang") String lang);

    @GET
    @Path("{code}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    @Operation(summary = "State of a case, by tracking code; without personal data")
    CaseStanding track(@PathParam("code") String code, @QueryParam("lang") String lang);
}
