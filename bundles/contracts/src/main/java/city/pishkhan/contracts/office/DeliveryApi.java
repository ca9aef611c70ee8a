package city.pishkhan.contracts.office;

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

/** {@code /office/v1}: how certificates reach those who applied. */
public interface DeliveryApi {

    @GET
    @Path("cases/{id}/delivery")
    @Operation(summary = "How a case's certificate is delivered, and how far that is")
    Delivery getDelivery(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/delivery")
    @Operation(
            summary =
                    "Chooses how a case's certificate is delivered, at any time until it is ordered from the post, and anew if it comes back")
    @ApiResponse(
            responseCode = "201",
            description = "Chosen",
            content = @Content(schema = @Schema(implementation = Delivery.class)))
    Delivery chooseDelivery(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewDelivery body);

    @POST
    @Path("cases/{id}/delivery/recall")
    @Operation(
            summary =
                    "Calls a letter off that the post does not have yet; another way can be chosen once the post says so")
    Delivery recallDelivery(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @GET
    @Path("deliveries")
    @Operation(summary = "What lies at the caller's office to be fetched, newest first")
    DeliveryList listDeliveries(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @POST
    @Path("deliveries/{id}/hand-over")
    @Operation(summary = "Hands over what lies at the caller's office, against a national ID of the case")
    Delivery handOverDelivery(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, HandOver body);
}
