package city.pishkhan.contracts.office.certificates;

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
import jakarta.ws.rs.QueryParam;

/** {@code /office/v1}: delivery of certificates to applicants. */
public interface DeliveryApi {

    @GET
    @Path("cases/{id}/delivery")
    @Operation(summary = "Delivery of a case's certificate and its progress")
    Delivery getDelivery(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/delivery")
    @Operation(
            summary = "Chooses the delivery of a case's certificate; possible until it is ordered from the"
                    + " post, and again if it comes back")
    @ApiResponse(
            responseCode = "201",
            description = "Chosen",
            content = @Content(schema = @Schema(implementation = Delivery.class)))
    Delivery chooseDelivery(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewDelivery body);

    @POST
    @Path("cases/{id}/delivery/recall")
    @Operation(
            summary = "Cancels a letter that the post has not accepted yet; another delivery can be chosen"
                    + " after the post has confirmed")
    Delivery recallDelivery(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @GET
    @Path("deliveries")
    @Operation(summary = "Lists certificates to be collected at the caller's office, newest first")
    DeliveryList listDeliveries(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @POST
    @Path("deliveries/{id}/hand-over")
    @Operation(
            summary =
                    "Hands over a certificate at the caller's office to a person of the case, identified by national ID")
    Delivery handOverDelivery(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, HandOver body);
}
