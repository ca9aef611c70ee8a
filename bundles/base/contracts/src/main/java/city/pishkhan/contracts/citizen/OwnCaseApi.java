package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;

import city.pishkhan.contracts.office.forms.ServiceList;
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

/**
 * {@code /citizen/v1/cases}: opening of cases without an office, the progress of own cases, and the people who read
 * them.
 */
public interface OwnCaseApi {

    @GET
    @Path("home-services")
    @Operation(summary = "Lists the services that citizens can open at home without an office")
    ServiceList listHomeServices();

    @POST
    @Path("cases")
    @Operation(
            summary = "Opens a case for a vehicle that is registered to the caller's national ID. The login"
                    + " needs a proved number. Up to ten wrong plates a day are permitted")
    @ApiResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = OwnCase.class)))
    OwnCase openAtHome(@HeaderParam(IDEMPOTENCY_KEY) String key, NewHomeCase body);

    @POST
    @Path("cases/{id}/submission")
    @Operation(
            summary = "Submits again a case that was opened at home and sent back; the hub asks the"
                    + " registry again for the vehicle and its owner")
    OwnCase submitCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id);

    @GET
    @Path("cases/{id}/progress")
    @Operation(summary = "Completed stages, asked agencies and coming stages of a case")
    OwnProgress getProgress(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/readings")
    @Operation(summary = "Lists who has read the personal data of a case")
    OwnReadings listReadings(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/readings/objection")
    @Operation(
            summary = "Objects to one of these readings, which files a complaint, once per reading; the"
                    + " answer has the code by which the complaint is followed at /complaints")
    @ApiResponse(
            responseCode = "201",
            description = "Filed",
            content = @Content(schema = @Schema(implementation = ComplaintReceipt.class)))
    ComplaintReceipt objectToReading(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ReadingObjection body);
}
