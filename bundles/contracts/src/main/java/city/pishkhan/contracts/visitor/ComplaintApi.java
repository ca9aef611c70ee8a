package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** {@code /complaints}: anybody complains of whoever takes part, and follows what becomes of it. */
@OpenAPIDefinition(servers = @Server(url = "/complaints"))
@SecurityRequirements
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface ComplaintApi {

    @POST
    @Operation(summary = "Complains; the answer is the code by which the complaint is followed")
    @ApiResponse(
            responseCode = "201",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = ComplaintReceipt.class)))
    ComplaintReceipt complain(NewComplaint body);

    @GET
    @Path("{code}")
    @Operation(summary = "How a complaint stands")
    ComplaintStanding followComplaint(@PathParam("code") String code);
}
