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

/** {@code /citizen/v1/reports}: what a citizen reports of a building, and what becomes of it. */
public interface ReportApi {

    @GET
    @Path("report-kinds")
    @Operation(summary = "What can be reported")
    ReportKinds listReportKinds();

    @POST
    @Path("report-photos")
    @Consumes(WILDCARD)
    @Operation(
            summary =
                    "Adds a photo for a report: JPEG or PNG as the body. It is drawn again without position, time and device, and deleted if no report names it within a day")
    @ApiResponse(
            responseCode = "201",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = ReportPhoto.class)))
    ReportPhoto addReportPhoto(@HeaderParam(IDEMPOTENCY_KEY) String key, InputStream body);

    @POST
    @Path("reports")
    @Operation(
            summary =
                    "Reports a building violation; it becomes a case of the municipality, in which nobody learns who reported")
    @ApiResponse(
            responseCode = "201",
            description = "Taken; without the text",
            content = @Content(schema = @Schema(implementation = OwnReport.class)))
    OwnReport fileReport(@HeaderParam(IDEMPOTENCY_KEY) String key, NewReport body);

    @GET
    @Path("reports")
    @Operation(summary = "One's own reports, newest first, without their texts")
    OwnReports listReports(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("reports/{number}")
    @Operation(summary = "One of one's own reports")
    OwnReport getReport(@PathParam("number") String number);
}
