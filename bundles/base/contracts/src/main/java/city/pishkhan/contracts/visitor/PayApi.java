package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_FORM_URLENCODED;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MultivaluedMap;

/** {@code /pay}: return of the payer's browser from a bank's page. The hub does not trust the browser's parameters; it asks the bank. */
@OpenAPIDefinition(servers = @Server(url = "/pay"))
@SecurityRequirements
@Path("/")
public interface PayApi {

    @POST
    @Path("{gateway}/callback")
    @Consumes(APPLICATION_FORM_URLENCODED)
    @Produces(TEXT_HTML)
    @Operation(
            summary = "Address to which a bank's page redirects the payer's browser; the hub does not trust"
                    + " its parameters and asks the bank")
    String payCallback(@PathParam("gateway") String gateway, MultivaluedMap<String, String> body);
}
