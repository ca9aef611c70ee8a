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

/** {@code /committee/v1}: payments, settlement files and refunds for the treasury. */
public interface MoneyApi {

    @GET
    @Path("ledger")
    @Operation(summary = "Takings of a period, by service, district, office, gateway, day or account")
    LedgerReport getLedger(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("ledger.csv")
    @Produces("text/csv")
    @Operation(summary = "The takings as a table")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getLedgerCsv(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("settlement-files")
    @Operation(summary = "Lists the banks' settlement files, newest first, with the number of matching lines")
    SettlementFileList listSettlementFiles(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("settlement-differences")
    @Operation(summary = "Lists differences between the banks' settlement files and the hub's records, newest first")
    DifferenceList listDifferences(
            @QueryParam("open") String open, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("settlement-differences.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The differences as a table for people, in the language of Accept-Language: up to"
                    + " 2,000 lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getDifferencesCsv(@QueryParam("open") String open);

    @POST
    @Path("settlement-differences/{id}/explanation")
    @Operation(summary = "Settles a difference with an explanation")
    Difference explainDifference(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Explanation body);

    @POST
    @Path("settlement-files/{id}/withdrawal")
    @Operation(
            summary = "Requests the reversal of all bookings of a settlement file, after which the correct"
                    + " file can be imported; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval withdrawSettlementFile(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewApproval body);

    @POST
    @Path("settlement-differences/{id}/reversal")
    @Operation(
            summary = "Requests the reversal of the bookings of a difference; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval reverseBooking(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewApproval body);

    @POST
    @Path("payments/take-back")
    @Operation(
            summary = "Requests that a payment be recorded as reversed by its bank; another person of the"
                    + " treasury decides. The bill then becomes payable again, and documents issued for it"
                    + " are held")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval takeBackPayment(@HeaderParam(IDEMPOTENCY_KEY) String key, NewTakeBack body);

    @GET
    @Path("refunds")
    @Operation(summary = "Lists refunds that the city owes to payers, newest first")
    RefundList listRefunds(
            @QueryParam("state") String state, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("refunds.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The refunds as a table for people, in the language of Accept-Language: up to 2,000"
                    + " lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getRefundsCsv(@QueryParam("state") String state);

    @POST
    @Path("refunds/{id}/order")
    @Operation(summary = "Requests the payment of a refund to this account; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval orderRefund(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewRefund body);

    @GET
    @Path("refund-orders.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The payment order to the bank: refunds approved by two people, with account numbers;"
                    + " each download is recorded")
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
