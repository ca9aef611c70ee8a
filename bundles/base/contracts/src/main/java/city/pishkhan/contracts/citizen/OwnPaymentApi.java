package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.PDF;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import city.pishkhan.contracts.office.payments.Attempt;
import city.pishkhan.contracts.office.payments.BillReceipt;
import city.pishkhan.contracts.office.payments.Bills;
import city.pishkhan.contracts.office.payments.Duties;
import city.pishkhan.contracts.office.payments.PaymentOrder;
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
import java.io.InputStream;

/** {@code /citizen/v1}: bills of a citizen's own case and their online payment. */
public interface OwnPaymentApi {

    @GET
    @Path("cases/{id}/bills")
    @Operation(summary = "Bills of a case and their state")
    Bills getBills(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/duties")
    @Operation(summary = "Duties of a case, line by line, with their reasons")
    Duties getDuties(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/bills/{bill}/attempts")
    @Operation(
            summary = "Starts a payment at a gateway, or returns the open payment there; the browser then"
                    + " POSTs the form to the page")
    @ApiResponse(
            responseCode = "201",
            description = "Started",
            content = @Content(schema = @Schema(implementation = Attempt.class)))
    Attempt beginPayment(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("bill") String bill,
            PaymentOrder body);

    @GET
    @Path("cases/{id}/bills/{bill}/attempts")
    @Operation(summary = "Lists the payment attempts of a bill, oldest first")
    Attempt.Listing getAttempts(@PathParam("id") String id, @PathParam("bill") String bill);

    @GET
    @Path("cases/{id}/bills/{bill}/receipt")
    @Produces({APPLICATION_JSON, TEXT_HTML, PDF})
    @Operation(summary = "The receipt of a paid bill: data, or a PDF in Persian to print")
    @ApiResponse(
            responseCode = "200",
            description = "The receipt",
            content = {
                @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = BillReceipt.class)),
                @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))
            })
    BillReceipt getReceipt(@PathParam("id") String id, @PathParam("bill") String bill);

    @GET
    @Path("cases/{id}/bills/{bill}/receipt.pdf")
    @Produces(PDF)
    @Operation(summary = "The receipt as a file")
    @ApiResponse(
            responseCode = "200",
            description = "The receipt",
            content = @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")))
    InputStream getReceiptFile(@PathParam("id") String id, @PathParam("bill") String bill);
}
