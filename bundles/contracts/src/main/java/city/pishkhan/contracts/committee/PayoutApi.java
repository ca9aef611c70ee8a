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

/** {@code /committee/v1}: how the treasury pays offices what the municipality owes them. */
public interface PayoutApi {

    @POST
    @Path("payouts")
    @Operation(summary = "Gathers all that an office is owed and was not gathered before into one payout")
    @ApiResponse(
            responseCode = "201",
            description = "Gathered",
            content = @Content(schema = @Schema(implementation = Payout.class)))
    Payout gatherPayout(@HeaderParam(IDEMPOTENCY_KEY) String key, NewPayout body);

    @GET
    @Path("payouts")
    @Operation(summary = "What is paid out to offices, the newest first")
    PayoutList listPayouts(
            @QueryParam("state") String state, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("payouts.csv")
    @Produces("text/csv")
    @Operation(
            summary =
                    "The same as a table for people, in the language of Accept-Language: at most 2,000 lines; a last line says where there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getPayoutsCsv(@QueryParam("state") String state);

    @POST
    @Path("payouts/{id}/order")
    @Operation(
            summary =
                    "Asks that a payout be paid to this account from one of the city's; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval orderPayout(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, PayoutOrder body);

    @GET
    @Path("payout-orders.csv")
    @Produces("text/csv")
    @Operation(
            summary =
                    "The payment order to the bank: payouts that two people want paid, with accounts; who reads it is on record")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getPayoutOrders();

    @POST
    @Path("payouts/{id}/completion")
    @Operation(summary = "Records that the bank has paid a payout: its fees are paid")
    Payout completePayout(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Transfer body);
}
