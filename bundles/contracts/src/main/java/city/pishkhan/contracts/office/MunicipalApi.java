package city.pishkhan.contracts.office;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;

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

/** {@code /office/v1}: what an office does for the municipality as its customer, and what it is owed for that. */
public interface MunicipalApi {

    @POST
    @Path("cases/{id}/inspection")
    @Operation(summary = "The report of the expert whose turn the inspection is")
    Case inspectCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            Inspection body);

    @POST
    @Path("cases/{id}/interest")
    @Operation(
            summary =
                    "The expert whose turn an inspection is declares an interest in the property: the turn goes to another office")
    @ApiResponse(responseCode = "204", description = "Declared; the case is another office's now")
    void declareInterest(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            DeclaredInterest body);

    @GET
    @Path("fees")
    @Operation(summary = "What the municipality owes its offices, newest first")
    FeeList getFees(
            @QueryParam("office") String office,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("fees.csv")
    @Produces("text/csv")
    @Operation(summary = "The same as a table, of the days asked for, with a line that sums it")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getFeesCsv(
            @QueryParam("office") String office, @QueryParam("from") String from, @QueryParam("to") String to);
}
