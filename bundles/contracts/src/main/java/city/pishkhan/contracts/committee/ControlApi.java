package city.pishkhan.contracts.committee;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /committee/v1}: acts that need two people, and the logins that somebody has to find needed. */
public interface ControlApi {

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

    @POST
    @Path("installation/release")
    @Operation(summary = "Asks that a copied or restored installation sends again; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval releaseInstallation(@HeaderParam(IDEMPOTENCY_KEY) String key, NewApproval body);

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
    @Operation(summary = "Asks for the erasure of a person, at once and for good when another person approves")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval requestErasure(@HeaderParam(IDEMPOTENCY_KEY) String key, NewErasure body);

    @POST
    @Path("archive-disposals/{id}/approval")
    @Operation(
            summary =
                    "Asks that the papers of a list may be destroyed, by the records authority's approval; another operator decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval approveDisposal(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewDisposalApproval body);

    @GET
    @Path("merchants")
    @Operation(summary = "Merchant accounts: where payers' money goes, and which of them two of the treasury approved")
    MerchantList listMerchants();

    @GET
    @Path("merchants.csv")
    @Produces("text/csv")
    @Operation(
            summary =
                    "The same as a table for people, in the language of Accept-Language: at most 2,000 lines; a last line says where there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getMerchantsCsv();

    @POST
    @Path("merchants/{gateway}/{terminal}/approval")
    @Operation(
            summary = "Asks that the account with this fingerprint take money; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval approveMerchant(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("gateway") String gateway,
            @PathParam("terminal") String terminal,
            NewMerchantApproval body);

    @POST
    @Path("merchants/{gateway}/{terminal}/withdrawal")
    @Operation(
            summary =
                    "Asks that the account begin no more payments; those begun go on; another person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval withdrawMerchant(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("gateway") String gateway,
            @PathParam("terminal") String terminal,
            NewMerchantApproval body);

    @GET
    @Path("logins")
    @Operation(summary = "The recertification list: who can log in, and who last found that needed")
    LoginList listLogins();

    @POST
    @Path("logins/{name}/acceptance")
    @Operation(
            summary =
                    "Asks that a login that was added, or got further roles, may act as it is written; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval acceptLogin(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name, NewApproval body);

    @POST
    @Path("committees/{name}/acceptance")
    @Operation(
            summary =
                    "Asks that a committee that a file seats anew, or otherwise than before, sits as it is written; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval acceptCommittee(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name, NewApproval body);

    @POST
    @Path("logins/{name}/recertification")
    @Operation(summary = "Says that a login is still needed with these roles; nobody confirms their own")
    @ApiResponse(
            responseCode = "200",
            description = "The login",
            content = @Content(schema = @Schema(implementation = Login.class)))
    Login recertifyLogin(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name, Confirmation body);
}
