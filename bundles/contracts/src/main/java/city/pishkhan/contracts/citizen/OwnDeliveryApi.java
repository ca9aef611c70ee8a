package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

import city.pishkhan.contracts.office.Delivery;
import city.pishkhan.contracts.office.NewDelivery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /citizen/v1/cases/{id}/delivery}: how a citizen's own certificate reaches it. */
public interface OwnDeliveryApi {

    @GET
    @Path("cases/{id}/delivery")
    @Operation(summary = "How one's certificate is delivered, and how far that is")
    Delivery getDelivery(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/delivery")
    @Operation(
            summary =
                    "Chooses how one's certificate is delivered, at any time until it is ordered from the post, and anew if it comes back")
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
}
