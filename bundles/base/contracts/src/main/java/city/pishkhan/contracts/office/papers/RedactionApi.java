package city.pishkhan.contracts.office.papers;

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

/** {@code /office/v1}: redaction of papers by a district; the district and oversight still see the whole paper. */
public interface RedactionApi {

    @GET
    @Path("cases/{id}/papers/{sha256}/redactions")
    @Operation(
            summary = "Lists redacted areas of a paper, oldest first; only the redacting district and"
                    + " oversight see the reasons")
    RedactionList listRedactions(@PathParam("id") String id, @PathParam("sha256") String sha256);

    @POST
    @Path("cases/{id}/papers/{sha256}/redactions")
    @Operation(
            summary = "The district redacts areas of a page: they are black in all cases for all other"
                    + " callers; the stored file does not change")
    @ApiResponse(
            responseCode = "201",
            description = "Redacted",
            content = @Content(schema = @Schema(implementation = Redaction.class)))
    Redaction redactAreas(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("sha256") String sha256,
            NewRedaction body);

    @POST
    @Path("cases/{id}/papers/{sha256}/redactions/{redaction}/removal")
    @Operation(summary = "The redacting district shows the areas again")
    @ApiResponse(
            responseCode = "200",
            description = "The areas",
            content = @Content(schema = @Schema(implementation = Redaction.class)))
    Redaction removeRedaction(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("sha256") String sha256,
            @PathParam("redaction") String redaction,
            RedactionRemoval body);
}
