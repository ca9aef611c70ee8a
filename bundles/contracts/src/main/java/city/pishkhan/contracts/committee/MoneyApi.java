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

/** {@code /committee/v1}: the treasury's view of the city's money. */
public interface MoneyApi {

    @GET
    @Path("ledger")
    @Operation(summary = "What was taken, by service, district, office, gateway, day or account, of the days asked for")
    LedgerReport getLedger(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("ledger.csv")
    @Produces("text/csv")
    @Operation(summary = "The same as a table")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getLedgerCsv(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("settlement-files")
    @Operation(summary = "The banks' settlement files, the newest first: how many of their lines match")
    SettlementFileList listSettlementFiles(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("settlement-differences")
    @Operation(summary = "What the bank's settlement files and the hub see differently, the newest first")
    DifferenceList listDifferences(
            @QueryParam("open") String open, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("settlement-differences.csv")
    @Produces("text/csv")
    @Operation(
            summary =
                    "The same as a table for people, in the language of Accept-Language: at most 2,000 lines; a last line says where there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getDifferencesCsv(@QueryParam("open") String open);

    @POST
    @Path("settlement-differences/{id}/explanation")
    @Operation(summary = "Closes a difference with an explanation")
    Difference explainDifference(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Explanation body);

    @POST
    @Path("settlement-files/{id}/withdrawal")
    @Operation(
            summary = "Asks that all a settlement file has booked be booked back; another person of the treasury"
                    + " decides, and the right file can be taken then")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval withdrawSettlementFile(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewApproval body);

    @POST
    @Path("settlement-differences/{id}/reversal")
    @Operation(
            summary = "Asks that what a difference has booked be booked back; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval reverseBooking(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewApproval body);

    @POST
    @Path("payments/take-back")
    @Operation(
            summary = "Asks that a payment be recorded as taken back by its bank; another person of the treasury"
                    + " decides. Its bill is to be paid again then, and what was issued for it is held")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval takeBackPayment(@HeaderParam(IDEMPOTENCY_KEY) String key, NewTakeBack body);

    @GET
    @Path("refunds")
    @Operation(summary = "What the city owes to payers, the newest first")
    RefundList listRefunds(
            @QueryParam("state") String state, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("refunds.csv")
    @Produces("text/csv")
    @Operation(
            summary =
                    "The same as a table for people, in the language of Accept-Language: at most 2,000 lines; a last line says where there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getRefundsCsv(@QueryParam("state") String state);

    @POST
    @Path("refunds/{id}/order")
    @Operation(summary = "Asks that a refund be paid to this account; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval orderRefund(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewRefund body);

    @GET
    @Path("refund-orders.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The payment order to the bank: refunds that two people want paid, with accounts; who reads it is"
                    + " on record")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getRefundOrders();

    @POST
    @Path("refunds/{id}/completion")
    @Operation(summary = "Records that the bank has paid a refund")
    Refund completeRefund(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Transfer body);
}
