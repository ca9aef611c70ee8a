package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;

import city.pishkhan.contracts.office.ServiceList;
import city.pishkhan.contracts.visitor.ComplaintReceipt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /citizen/v1/cases}: cases that are opened at home, how far one's own are, and who looked at them. */
public interface OwnCaseApi {

    @GET
    @Path("home-services")
    @Operation(summary = "What can be opened at home, without an office")
    ServiceList listHomeServices();

    @POST
    @Path("cases")
    @Operation(
            summary =
                    "Opens a case for a vehicle that the registry has under one's national ID; ten plates a day may be wrong ones. Only by a"
                            + " number that is proved")
    @ApiResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = OwnCase.class)))
    OwnCase openAtHome(@HeaderParam(IDEMPOTENCY_KEY) String key, NewHomeCase body);

    @POST
    @Path("cases/{id}/submission")
    @Operation(
            summary =
                    "Submits a case again that was opened at home and handed back: the registry is asked anew whose the vehicle is, and what it is")
    OwnCase submitCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id);

    @GET
    @Path("cases/{id}/progress")
    @Operation(summary = "What a case has passed, whom it asks, and what is ahead")
    OwnProgress getProgress(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/readings")
    @Operation(summary = "Who has seen a case's personal data")
    OwnReadings listReadings(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/readings/objection")
    @Operation(
            summary =
                    "Objects to one of them: it becomes a complaint, once a reading; the answer is the code by which it is followed at /complaints")
    @ApiResponse(
            responseCode = "201",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = ComplaintReceipt.class)))
    ComplaintReceipt objectToReading(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ReadingObjection body);
}
