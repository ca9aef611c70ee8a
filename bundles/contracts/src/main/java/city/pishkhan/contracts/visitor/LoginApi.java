package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code /auth/v1}: exchanges a login for a short-lived token. */
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface LoginApi {

    @POST
    @Path("token")
    TokenGrant login(Login body);
}
