package city.pishkhan.contracts.office.municipal;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/**
 * {@code /office/v1}: citizens' reports of building violations, for districts and oversight, and notices about an
 * office's qualifications.
 */
public interface ReportsApi {

    @GET
    @Path("reports")
    @Operation(
            summary = "Lists reports of building violations that the caller may see, newest first, without"
                    + " reporters and texts")
    ReportList listReports(
            @QueryParam("state") String state,
            @QueryParam("district") String district,
            @QueryParam("kind") String kind,
            @QueryParam("property") String property,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("reports.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The reports as a table for people, in the language of Accept-Language: up to 2,000"
                    + " lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getReportsCsv(
            @QueryParam("state") String state,
            @QueryParam("district") String district,
            @QueryParam("kind") String kind,
            @QueryParam("property") String property);

    @GET
    @Path("report-kinds")
    @Operation(summary = "Lists the kinds of violations that can be reported")
    ReportableKinds listReportKinds();

    @POST
    @Path("reports")
    @Operation(
            summary = "Records a building violation reported by a visitor of the district or seen by the"
                    + " district itself; it becomes a case of the municipality")
    @ApiResponse(
            responseCode = "201",
            description = "Recorded; without the text",
            content = @Content(schema = @Schema(implementation = TakenReport.class)))
    TakenReport fileReport(@HeaderParam(IDEMPOTENCY_KEY) String key, DistrictReport body);

    @POST
    @Path("reports/{number}/property")
    @Operation(
            summary = "Names the property of a report that has only an address; the report then becomes a"
                    + " case of the municipality, or joins the property's case")
    TakenReport locateReport(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("number") String number, FoundProperty body);

    @GET
    @Path("notices")
    @Operation(
            summary = "Qualifications of the caller's own office without a registered expert, and the end"
                    + " of their grace periods")
    OfficeNotices getNotices();
}
