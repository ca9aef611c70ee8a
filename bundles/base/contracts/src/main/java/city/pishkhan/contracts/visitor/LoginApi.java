package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.InputStream;

/** {@code /auth/v1}: exchange of a login for a short-lived token. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan doors for anybody",
                        version = "1.0.0",
                        description = "Login, return from the bank's page, certificates, tracking codes,"
                                + " complaints and the city's rules. These operations need no login."),
        servers = @Server(url = "/auth/v1"))
@SecurityRequirements
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface LoginApi {

    @POST
    @Path("token")
    @Operation(summary = "Exchanges a login for a short-lived token")
    TokenGrant login(Login body);

    /** OpenAPI document of this door and of the other public doors. */
    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
