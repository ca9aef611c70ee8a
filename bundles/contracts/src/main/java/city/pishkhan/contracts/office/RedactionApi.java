package city.pishkhan.contracts.office;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /office/v1}: areas of papers that a district covers, for everybody but itself and oversight. */
public interface RedactionApi {

    @GET
    @Path("cases/{id}/papers/{sha256}/redactions")
    @Operation(
            summary =
                    "Areas of the paper that were covered, oldest first; the reasons for the district that covered them and for oversight alone")
    RedactionList listRedactions(@PathParam("id") String id, @PathParam("sha256") String sha256);

    @POST
    @Path("cases/{id}/papers/{sha256}/redactions")
    @Operation(
            summary =
                    "The district covers areas of a page: from now on they are black for whoever looks at the sheet, in any case; its bytes stay")
    @ApiResponse(
            responseCode = "201",
            description = "Covered",
            content = @Content(schema = @Schema(implementation = Redaction.class)))
    Redaction coverAreas(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("sha256") String sha256,
            NewRedaction body);

    @POST
    @Path("cases/{id}/papers/{sha256}/redactions/{redaction}/removal")
    @Operation(summary = "The district that covered areas shows them again")
    @ApiResponse(
            responseCode = "200",
            description = "The areas",
            content = @Content(schema = @Schema(implementation = Redaction.class)))
    Redaction uncoverAreas(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("sha256") String sha256,
            @PathParam("redaction") String redaction,
            RedactionRemoval body);
}
