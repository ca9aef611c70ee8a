package city.pishkhan.contracts.office;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /office/v1}: how a counter proves a citizen's number, and what it prints for who has none. */
public interface NumberApi {

    @POST
    @Path("cases/{id}/number-codes")
    @Operation(summary = "Sends a code to the mobile of an applicant at the counter, to be read back there")
    @ApiResponse(
            responseCode = "202",
            description = "On its way",
            content = @Content(schema = @Schema(implementation = NumberCodeSent.class)))
    NumberCodeSent askNumberCode(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewNumberCode body);

    @POST
    @Path("cases/{id}/numbers")
    @Operation(
            summary =
                    "Proves the number by the code that was read back. In the place of a number that was proved before it waits for what could"
                            + " not be made good, and the number before is told")
    ProvedNumber proveNumber(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NumberCode body);

    @POST
    @Path("cases/{id}/numbers/{proof}/replacement")
    @Operation(
            summary =
                    "Asks the district that has the case to let a change of number wait no more, because the number before is lost")
    @ApiResponse(
            responseCode = "201",
            description = "Asked; an officer of the district decides it at the committees' door",
            content = @Content(schema = @Schema(implementation = AskedReplacement.class)))
    AskedReplacement replaceNumber(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, @PathParam("proof") String proof);

    @POST
    @Path("login-slips")
    @Operation(
            summary =
                    "Draws a slip with tracking code and one-time PIN for a citizen without a mobile, of any office's case, against an identity"
                            + " paper; one that the person had for the case is void. The PIN is said here and nowhere else")
    LoginSlip issueLoginSlip(@HeaderParam(IDEMPOTENCY_KEY) String key, NewLoginSlip body);
}
