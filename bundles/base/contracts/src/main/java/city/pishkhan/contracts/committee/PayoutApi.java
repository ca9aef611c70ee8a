package city.pishkhan.contracts.committee;

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

/** {@code /committee/v1}: payments of the municipality's debts to offices. */
public interface PayoutApi {

    @POST
    @Path("payouts")
    @Operation(summary = "Gathers all fees owed to an office that are in no payout yet into one payout")
    @ApiResponse(
            responseCode = "201",
            description = "Gathered",
            content = @Content(schema = @Schema(implementation = Payout.class)))
    Payout gatherPayout(@HeaderParam(IDEMPOTENCY_KEY) String key, NewPayout body);

    @GET
    @Path("payouts")
    @Operation(summary = "Lists payouts to offices, newest first")
    PayoutList listPayouts(
            @QueryParam("state") String state, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("payouts.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The payouts as a table for people, in the language of Accept-Language: up to 2,000"
                    + " lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getPayoutsCsv(@QueryParam("state") String state);

    @POST
    @Path("payouts/{id}/order")
    @Operation(
            summary = "Requests the transfer of a payout from one of the city's accounts to this account;"
                    + " another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval orderPayout(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, PayoutOrder body);

    @GET
    @Path("payout-orders.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The payment order to the bank: payouts approved by two people, with account numbers;"
                    + " each download is recorded")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getPayoutOrders();

    @POST
    @Path("payouts/{id}/completion")
    @Operation(summary = "Records that the bank has paid a payout; its fees then count as paid")
    Payout completePayout(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Transfer body);
}
