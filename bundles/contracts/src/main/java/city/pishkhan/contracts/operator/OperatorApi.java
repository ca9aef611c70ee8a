package city.pishkhan.contracts.operator;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /operator/v1}: what waits, and why. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan operators' door",
                        version = "1.0.0",
                        description = "What waits for agencies, and why. It changes nothing."),
        servers = @Server(url = "/operator/v1"))
@Path("/")
@Produces(APPLICATION_JSON)
public interface OperatorApi {

    @GET
    @Path("inquiries")
    @Operation(summary = "Inquiries, newest first")
    InquiryList listInquiries(
            @QueryParam("agency") String agency,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("loads")
    @Operation(summary = "What waits, per agency")
    Loads getLoads();

    /** This contract. */
    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
