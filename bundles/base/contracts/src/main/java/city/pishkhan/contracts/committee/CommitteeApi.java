package city.pishkhan.contracts.committee;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import city.pishkhan.contracts.visitor.RuleText;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /committee/v1}: decisions of committees. This interface and those that it extends are the whole door. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan committee door",
                        version = "1.0.0",
                        description = "Decisions of the city's committees: drafted, voted on and signed; signed"
                                + " decisions never change. Also the registers of offices and experts. Every"
                                + " POST requires an Idempotency-Key."),
        servers = @Server(url = "/committee/v1"))
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface CommitteeApi extends RegisterApi, ExpertApi, DisciplineApi, ControlApi, MoneyApi, PayoutApi {

    @POST
    @Path("decisions")
    @Operation(summary = "Drafts a decision")
    @ApiResponse(
            responseCode = "201",
            description = "Drafted",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    Decision draftDecision(@HeaderParam(IDEMPOTENCY_KEY) String key, NewDecision body);

    @GET
    @Path("decisions")
    @Operation(summary = "Lists decisions, newest first")
    DecisionList listDecisions(
            @QueryParam("kind") String kind,
            @QueryParam("state") String state,
            @QueryParam("number") String number,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("decisions/{id}")
    @Operation(summary = "One decision with its votes")
    Decision getDecision(@PathParam("id") String id);

    @POST
    @Path("decisions/{id}/votes")
    @Operation(summary = "Votes for the caller's seat; only the first vote counts")
    @ApiResponse(
            responseCode = "200",
            description = "The decision",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    Decision voteOnDecision(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewVote body);

    @POST
    @Path("decisions/{id}/signature")
    @Operation(summary = "Closes the vote for the chair: the decision is adopted or rejected and never changes again")
    @ApiResponse(
            responseCode = "200",
            description = "The decision",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    Decision signDecision(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @GET
    @Path("exposures")
    @Operation(summary = "Lists the services that decisions open to offices")
    Exposures getExposures();

    @GET
    @Path("rules")
    @Operation(summary = "Lists the rule sets: staged, coming, in force, past")
    RuleSets getRuleSets();

    @GET
    @Path("rules/{hash}")
    @Operation(summary = "Reads one whole rule set, including a staged one")
    RuleText getRuleSet(@PathParam("hash") String hash);

    @POST
    @Path("rules/{hash}/dry-run")
    @Operation(
            summary =
                    "Applies a staged or decided rule set to past cases, up to 10,000; changes nothing and needs no key")
    DryRun dryRunRules(@PathParam("hash") String hash, NewDryRun body);

    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
