package city.pishkhan.contracts.operator;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /operator/v1}: what waits, and why, and what operators do about it. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan operators' door",
                        version = "1.0.0",
                        description = "What waits for agencies, and why; what operators do about it."),
        servers = @Server(url = "/operator/v1"))
@Path("/")
@Produces(APPLICATION_JSON)
public interface OperatorApi {

    @GET
    @Path("inquiries")
    @Operation(summary = "Inquiries, newest first")
    InquiryList listInquiries(
            @QueryParam("agency") String agency,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("loads")
    @Operation(summary = "What waits, per agency")
    Loads getLoads();

    @GET
    @Path("agencies")
    @Operation(summary = "How agencies stand, by name")
    AgencyList listAgencies();

    @POST
    @Path("agencies/{agency}/pause")
    @Operation(summary = "Lets nothing be sent to an agency; its inquiries wait")
    AgencyPause pauseAgency(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency, NewPause body);

    @POST
    @Path("agencies/{agency}/resume")
    @Operation(summary = "Sends what waited because of a pause")
    Released resumeAgency(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency);

    @POST
    @Path("agencies/{agency}/retry")
    @Operation(summary = "Sends what waits for its next attempt, and lets an open breaker try")
    Released retryAgency(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency);

    @POST
    @Path("agencies/{agency}/limits")
    @Operation(summary = "Says how many inquiries each node carries to an agency, whatever its file says")
    AgencyLimits limitAgency(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency, NewLimits body);

    @GET
    @Path("dead-letters")
    @Operation(summary = "What the broker gave up, oldest first")
    DeadLetterList listDeadLetters();

    @POST
    @Path("dead-letters/{id}/replay")
    @Operation(summary = "Puts it back into its queue")
    Replayed replayDeadLetter(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @POST
    @Path("dead-letters/{id}/discard")
    @Operation(summary = "Asks that it be thrown away; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = AskedDiscard.class)))
    AskedDiscard discardDeadLetter(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewDiscard body);

    /** This contract. */
    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
