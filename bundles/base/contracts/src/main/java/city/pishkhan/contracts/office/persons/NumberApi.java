package city.pishkhan.contracts.office.persons;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /office/v1}: proof of a citizen's mobile number at the counter, and login slips for citizens without one. */
public interface NumberApi {

    @POST
    @Path("cases/{id}/number-codes")
    @Operation(summary = "Sends a code to the mobile of an applicant at the counter, who reads it out there")
    @ApiResponse(
            responseCode = "202",
            description = "Sent",
            content = @Content(schema = @Schema(implementation = NumberCodeSent.class)))
    NumberCodeSent askNumberCode(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewNumberCode body);

    @POST
    @Path("cases/{id}/numbers")
    @Operation(
            summary = "Proves the number by the code. A number that replaces a proved number waits before"
                    + " it opens anything irreversible, and the previous number is notified")
    ProvedNumber proveNumber(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NumberCode body);

    @POST
    @Path("cases/{id}/numbers/{proof}/replacement")
    @Operation(
            summary = "Asks the district of the case to end the waiting time of a changed number, because"
                    + " the previous number is lost")
    @ApiResponse(
            responseCode = "201",
            description = "Requested; an officer of the district decides at the committee door",
            content = @Content(schema = @Schema(implementation = AskedReplacement.class)))
    AskedReplacement replaceNumber(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, @PathParam("proof") String proof);

    @POST
    @Path("login-slips")
    @Operation(
            summary = "Creates a slip with tracking code and one-time PIN for a citizen without a mobile,"
                    + " for a case of any office, after an identity paper was shown. Previous slips of the"
                    + " person for the case become void. Only this answer contains the PIN")
    LoginSlip issueLoginSlip(@HeaderParam(IDEMPOTENCY_KEY) String key, NewLoginSlip body);
}
