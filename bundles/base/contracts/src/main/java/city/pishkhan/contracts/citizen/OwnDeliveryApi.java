package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

import city.pishkhan.contracts.office.certificates.Delivery;
import city.pishkhan.contracts.office.certificates.NewDelivery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /citizen/v1/cases/{id}/delivery}: delivery of a citizen's own certificate. */
public interface OwnDeliveryApi {

    @GET
    @Path("cases/{id}/delivery")
    @Operation(summary = "Delivery of the caller's certificate and its progress")
    Delivery getDelivery(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/delivery")
    @Operation(
            summary = "Chooses the delivery of the caller's certificate; possible until it is ordered from"
                    + " the post, and again if it comes back")
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
}
