package city.pishkhan.contracts.office.municipal;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;

import city.pishkhan.contracts.office.cases.Case;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /office/v1}: work that an office does for the municipality, and the fees owed for it. */
public interface MunicipalApi {

    @POST
    @Path("cases/{id}/inspection")
    @Operation(summary = "Files the report of the expert to whom the inspection is assigned")
    Case inspectCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            Inspection body);

    @POST
    @Path("cases/{id}/interest")
    @Operation(
            summary = "The assigned expert declares an interest in the property; the inspection is assigned"
                    + " to another office")
    @ApiResponse(responseCode = "204", description = "Declared; another office now has the case")
    void declareInterest(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            DeclaredInterest body);

    @GET
    @Path("fees")
    @Operation(summary = "Lists fees that the municipality owes its offices, newest first")
    FeeList getFees(
            @QueryParam("office") String office,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("fees.csv")
    @Produces("text/csv")
    @Operation(summary = "The fees of a period as a table, with a line of totals")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getFeesCsv(
            @QueryParam("office") String office, @QueryParam("from") String from, @QueryParam("to") String to);
}
