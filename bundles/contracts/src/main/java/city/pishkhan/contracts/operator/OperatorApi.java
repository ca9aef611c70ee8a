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

    @GET
    @Path("health")
    @Operation(summary = "How the node that answers is: checks, and warnings with since when, effect and remedy")
    NodeHealth getHealth();

    @GET
    @Path("contexts")
    @Operation(summary = "Camel contexts of the node that answers, by name, each with the sum of its routes")
    ContextList listContexts();

    @GET
    @Path("contexts/{context}/routes")
    @Operation(summary = "Routes of a context")
    RouteList listRoutes(@PathParam("context") String context);

    @POST
    @Path("contexts/{context}/stop")
    @Operation(
            summary = "Stops a route of a context, or all of them, on the node that answers; what is under way ends. "
                    + "They start with the hub, or when their bundle or file changes")
    RouteList stopRoutes(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("context") String context, RouteChoice body);

    @POST
    @Path("contexts/{context}/start")
    @Operation(summary = "Starts a route that was stopped, or all of a context")
    RouteList startRoutes(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("context") String context, RouteChoice body);

    @GET
    @Path("deployments")
    @Operation(summary = "What was deployed on the node that answers, newest first")
    DeploymentList listDeployments();

    @POST
    @Path("deployments/{name}/rollback")
    @Operation(summary = "Takes what was deployed back to the version before, on the node that answers")
    RollbackBegun rollBack(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name);

    @GET
    @Path("settings")
    @Operation(summary = "Each key of the hub's configuration: value, source, default, meaning; secrets masked")
    SettingList listSettings(@QueryParam("of") String of);

    /** This contract. */
    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
