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

/** {@code /operator/v1}: supervision and control of inquiries, agencies, contexts and deployments. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan operators' door",
                        version = "1.0.0",
                        description = "Supervision and control for operators: waiting inquiries, agencies,"
                                + " contexts, deployments and settings."),
        servers = @Server(url = "/operator/v1"))
@Path("/")
@Produces(APPLICATION_JSON)
public interface OperatorApi {

    @GET
    @Path("inquiries")
    @Operation(summary = "Lists inquiries, newest first")
    InquiryList listInquiries(
            @QueryParam("agency") String agency,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("loads")
    @Operation(summary = "Waiting inquiries by agency")
    Loads getLoads();

    @GET
    @Path("agencies")
    @Operation(summary = "Lists agencies with the state of their channels, sorted by name")
    AgencyList listAgencies();

    @POST
    @Path("agencies/{agency}/pause")
    @Operation(summary = "Pauses all dispatches to an agency; its inquiries wait")
    AgencyPause pauseAgency(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency, NewPause body);

    @POST
    @Path("agencies/{agency}/resume")
    @Operation(summary = "Ends a pause and dispatches the waiting inquiries")
    Released resumeAgency(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency);

    @POST
    @Path("agencies/{agency}/retry")
    @Operation(summary = "Dispatches inquiries that wait for their next attempt, and lets an open breaker try")
    Released retryAgency(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency);

    @POST
    @Path("agencies/{agency}/limits")
    @Operation(summary = "Sets the limits on dispatches to an agency, which override its file")
    AgencyLimits limitAgency(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("agency") String agency, NewLimits body);

    @GET
    @Path("dead-letters")
    @Operation(summary = "Lists dead letters of the broker, oldest first")
    DeadLetterList listDeadLetters();

    @POST
    @Path("dead-letters/{id}/replay")
    @Operation(summary = "Returns a dead letter to its queue")
    Replayed replayDeadLetter(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @POST
    @Path("dead-letters/{id}/discard")
    @Operation(summary = "Requests that a dead letter be discarded; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = AskedDiscard.class)))
    AskedDiscard discardDeadLetter(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewDiscard body);

    @GET
    @Path("health")
    @Operation(summary = "Health of the answering node: checks, and warnings with start, effect and remedy")
    NodeHealth getHealth();

    @GET
    @Path("contexts")
    @Operation(
            summary =
                    "Lists the Camel contexts of the answering node, sorted by name, each with the totals of its routes")
    ContextList listContexts();

    @GET
    @Path("contexts/{context}/routes")
    @Operation(summary = "Lists the routes of a context")
    RouteList listRoutes(@PathParam("context") String context);

    @POST
    @Path("contexts/{context}/stop")
    @Operation(
            summary = "Stops one or all routes of a context on the answering node; messages in progress are"
                    + " completed. Stopped routes start again with the hub, or when their bundle or file"
                    + " changes")
    RouteList stopRoutes(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("context") String context, RouteChoice body);

    @POST
    @Path("contexts/{context}/start")
    @Operation(summary = "Starts one or all stopped routes of a context")
    RouteList startRoutes(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("context") String context, RouteChoice body);

    @GET
    @Path("deployments")
    @Operation(summary = "Lists deployments on the answering node, newest first")
    DeploymentList listDeployments();

    @POST
    @Path("deployments/{name}/rollback")
    @Operation(summary = "Rolls a deployment back to the previous version on the answering node")
    RollbackBegun rollBack(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name);

    @GET
    @Path("settings")
    @Operation(
            summary = "Lists the keys of the hub's configuration: value, source, default, meaning; secrets are masked")
    SettingList listSettings(@QueryParam("of") String of);

    /** OpenAPI document of this door. */
    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
