package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_FORM_URLENCODED;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * {@code /complaints}: public complaints about parties in the city's services, and their progress. Pages are Persian, or English by
 * {@code lang=en}.
 */
@OpenAPIDefinition(servers = @Server(url = "/complaints"))
@SecurityRequirements
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface ComplaintApi {

    @GET
    @Produces({TEXT_HTML, APPLICATION_JSON})
    @Operation(summary = "Complaint form, prefilled with kind and caseNumber; with code, the state of that complaint")
    ComplaintStanding complaintForm(
            @QueryParam("code") String code,
            @QueryParam("kind") String kind,
            @QueryParam("caseNumber") String caseNumber,
            @QueryParam("lang") String lang);

    @POST
    @Consumes(APPLICATION_FORM_URLENCODED)
    @Produces(TEXT_HTML)
    @Operation(hidden = true)
    String complainByForm(@QueryParam("lang") String lang, MultivaluedMap<String, String> body);

    @POST
    @Operation(summary = "Files a complaint; the answer has the code by which it can be followed")
    @ApiResponse(
            responseCode = "201",
            description = "Filed",
            content = @Content(schema = @Schema(implementation = ComplaintReceipt.class)))
    ComplaintReceipt complain(NewComplaint body);

    @GET
    @Path("{code}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    @Operation(summary = "State of a complaint")
    ComplaintStanding followComplaint(@PathParam("code") String code, @QueryParam("lang") String lang);
}
