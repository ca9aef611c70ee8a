package city.pishkhan.contracts.committee;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

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

/** {@code /committee/v1}: what committees decide, and the institute's register of offices. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan committee door",
                        version = "1.0.0",
                        description =
                                "Decisions of the city's committees: drafted, voted on, signed, and then as they are. And the register of offices. Every POST takes an Idempotency-Key."),
        servers = @Server(url = "/committee/v1"))
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface CommitteeApi {

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
    @Operation(summary = "The voice of the caller's seat; the first counts")
    @ApiResponse(
            responseCode = "200",
            description = "The decision",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    Decision voteOnDecision(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Ballot body);

    @POST
    @Path("decisions/{id}/signature")
    @Operation(summary = "The chair closes the vote: adopted or rejected, and never changed again")
    @ApiResponse(
            responseCode = "200",
            description = "The decision",
            content = @Content(schema = @Schema(implementation = Decision.class)))
    Decision signDecision(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @GET
    @Path("exposures")
    @Operation(summary = "Which services the decisions open to which offices")
    Exposures getExposures();

    @GET
    @Path("rules")
    @Operation(summary = "The rule sets: staged, coming, in force, past")
    RuleSets getRuleSets();

    @POST
    @Path("rules/{hash}/dry-run")
    @Operation(
            summary =
                    "Tries a rule set, staged or named by a decision, on past cases: changes nothing, needs no key, at most 10,000 cases")
    DryRun dryRunRules(@PathParam("hash") String hash, NewDryRun body);

    @GET
    @Path("offices")
    @Operation(summary = "All offices")
    OfficeList listOffices();

    @POST
    @Path("offices")
    @Operation(summary = "Registers an office that applies")
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = Office.class)))
    Office addOffice(@HeaderParam(IDEMPOTENCY_KEY) String key, NewOffice body);

    @GET
    @Path("offices/{code}")
    @Operation(summary = "One office with its contract and qualifications")
    Office getOffice(@PathParam("code") String code);

    @POST
    @Path("offices/{code}/contracts")
    @Operation(summary = "The institute's contract with an office")
    @ApiResponse(
            responseCode = "200",
            description = "The office",
            content = @Content(schema = @Schema(implementation = Office.class)))
    Office contractOffice(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, Contract body);

    @POST
    @Path("offices/{code}/qualifications")
    @Operation(summary = "Says that an office is qualified for a service")
    @ApiResponse(
            responseCode = "200",
            description = "The office",
            content = @Content(schema = @Schema(implementation = Office.class)))
    Office qualifyOffice(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, NewQualification body);

    @POST
    @Path("offices/{code}/handovers")
    @Operation(
            summary = "Moves open cases of an office that may not go on with them to another; carried out case by case")
    @ApiResponse(
            responseCode = "201",
            description = "Ordered",
            content = @Content(schema = @Schema(implementation = Handover.class)))
    Handover orderHandover(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, NewHandover body);

    @GET
    @Path("handovers/{id}")
    @Operation(summary = "How far a handover has come")
    Handover getHandover(@PathParam("id") String id);

    @POST
    @Path("certificates/{code}/revocation")
    @Operation(summary = "Asks that a certificate be revoked; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval revokeCertificate(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, NewApproval body);

    @POST
    @Path("journal-keys")
    @Operation(summary = "Asks that a new key sign the journal's seals; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval rotateJournalKey(@HeaderParam(IDEMPOTENCY_KEY) String key, NewApproval body);

    @GET
    @Path("approvals")
    @Operation(summary = "Acts that need four eyes, the newest first")
    ApprovalList listApprovals(@QueryParam("state") String state, @QueryParam("limit") String limit);

    @GET
    @Path("approvals/{id}")
    @Operation(summary = "One of them")
    Approval getApproval(@PathParam("id") String id);

    @POST
    @Path("approvals/{id}/decision")
    @Operation(summary = "Carries the act out, or refuses it; not for who asked for it")
    @ApiResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval decideApproval(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ApprovalDecision body);

    @POST
    @Path("persons/erasures")
    @Operation(summary = "Asks for the erasure of a person; another of the institute confirms it")
    @ApiResponse(
            responseCode = "201",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = Erasure.class)))
    Erasure requestErasure(@HeaderParam(IDEMPOTENCY_KEY) String key, NewErasure body);

    @POST
    @Path("persons/erasures/{id}/confirmation")
    @Operation(summary = "Erases the person, at once and for good; not by who asked for it")
    @ApiResponse(
            responseCode = "200",
            description = "Erased",
            content = @Content(schema = @Schema(implementation = Erasure.class)))
    Erasure confirmErasure(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @GET
    @Path("persons/erasures/{id}")
    @Operation(summary = "Whether a person is erased, and who asked for it and confirmed it")
    Erasure getErasure(@PathParam("id") String id);

    @GET
    @Path("logins")
    @Operation(summary = "The recertification list: who can log in, and who last found that needed")
    LoginList listLogins();

    @POST
    @Path("logins/{name}/recertification")
    @Operation(summary = "Says that a login is still needed with these roles; nobody confirms their own")
    @ApiResponse(
            responseCode = "200",
            description = "The login",
            content = @Content(schema = @Schema(implementation = Login.class)))
    Login recertifyLogin(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name, Confirmation body);

    @GET
    @Path("complaints")
    @Operation(summary = "Lists complaints and signals, newest first")
    ComplaintList listComplaints(
            @QueryParam("state") String state,
            @QueryParam("party") String party,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("complaints/{id}")
    @Operation(summary = "One complaint with its hearing")
    Complaint getComplaint(@PathParam("id") String id);

    @POST
    @Path("complaints/{id}/hearing")
    @Operation(summary = "Asks the party for its answer")
    @ApiResponse(
            responseCode = "200",
            description = "The complaint",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint hearParty(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Charge body);

    @POST
    @Path("complaints/{id}/dismissal")
    @Operation(summary = "Says that there is nothing in it")
    @ApiResponse(
            responseCode = "200",
            description = "The complaint",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint dismissComplaint(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Dismissal body);

    @POST
    @Path("complaints/{id}/decision")
    @Operation(summary = "Drafts the committee's decision, once the party has answered or its time is up")
    @ApiResponse(
            responseCode = "200",
            description = "The complaint",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint proposeSanction(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Proposal body);

    @GET
    @Path("hearings")
    @Operation(summary = "What the caller's own office, district or agency is asked to answer")
    ComplaintList listHearings();

    @POST
    @Path("hearings/{id}/answer")
    @Operation(summary = "The party's answer")
    @ApiResponse(
            responseCode = "200",
            description = "What was asked and answered",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint answerHearing(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, HearingAnswer body);

    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
