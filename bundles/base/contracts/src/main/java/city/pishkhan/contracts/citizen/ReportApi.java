package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /citizen/v1/reports}: a citizen's reports of building violations and their progress. */
public interface ReportApi {

    @GET
    @Path("report-kinds")
    @Operation(summary = "Lists the kinds of violations that can be reported")
    ReportKinds listReportKinds();

    @POST
    @Path("report-photos")
    @Consumes(WILDCARD)
    @Operation(
            summary = "Adds a photo for a report: JPEG or PNG as the body. The hub redraws it without"
                    + " position, time and device. It is deleted if no report uses it within a day")
    @ApiResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = ReportPhoto.class)))
    ReportPhoto addReportPhoto(@HeaderParam(IDEMPOTENCY_KEY) String key, InputStream body);

    @POST
    @Path("reports")
    @Operation(
            summary = "Reports a building violation. It becomes a case of the municipality that does not"
                    + " reveal the reporter")
    @ApiResponse(
            responseCode = "201",
            description = "Filed; without the text",
            content = @Content(schema = @Schema(implementation = OwnReport.class)))
    OwnReport fileReport(@HeaderParam(IDEMPOTENCY_KEY) String key, NewReport body);

    @GET
    @Path("reports")
    @Operation(summary = "Lists the caller's own reports, newest first, without their texts")
    OwnReports listReports(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("reports/{number}")
    @Operation(summary = "Reads one of the caller's own reports")
    OwnReport getReport(@PathParam("number") String number);
}
