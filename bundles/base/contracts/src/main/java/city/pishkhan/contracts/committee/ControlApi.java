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

/** {@code /committee/v1}: acts that need two people, and the recertification of logins. */
public interface ControlApi {

    @POST
    @Path("certificates/{code}/revocation")
    @Operation(summary = "Requests the revocation of a certificate; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval revokeCertificate(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, NewApproval body);

    @POST
    @Path("journal-keys")
    @Operation(summary = "Requests that a new key sign the journal's seals; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval rotateJournalKey(@HeaderParam(IDEMPOTENCY_KEY) String key, NewApproval body);

    @POST
    @Path("installation/release")
    @Operation(summary = "Requests that a copied or restored installation may send again; another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval releaseInstallation(@HeaderParam(IDEMPOTENCY_KEY) String key, NewApproval body);

    @POST
    @Path("code/{sha256}/acceptance")
    @Operation(
            summary = "Requests that a bundle, KAR or route file with this SHA-256 digest may run; another person"
                    + " decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval acceptCode(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("sha256") String sha256, NewApproval body);

    @GET
    @Path("approvals")
    @Operation(summary = "Lists acts that need two people, newest first")
    ApprovalList listApprovals(@QueryParam("state") String state, @QueryParam("limit") String limit);

    @GET
    @Path("approvals/{id}")
    @Operation(summary = "Reads one of these acts")
    Approval getApproval(@PathParam("id") String id);

    @POST
    @Path("approvals/{id}/decision")
    @Operation(summary = "Carries out or refuses the act; the requester may not decide")
    @ApiResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval decideApproval(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ApprovalDecision body);

    @POST
    @Path("persons/erasures")
    @Operation(
            summary = "Requests the erasure of a person. It takes effect at once and cannot be undone when another"
                    + " person approves")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval requestErasure(@HeaderParam(IDEMPOTENCY_KEY) String key, NewErasure body);

    @POST
    @Path("archive-disposals/{id}/approval")
    @Operation(
            summary = "Requests the destruction of the papers of a list, based on the records authority's"
                    + " approval; another operator decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval approveDisposal(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewDisposalApproval body);

    @GET
    @Path("merchants")
    @Operation(
            summary =
                    "Lists merchant accounts, which receive payers' money, and their approval by two people of the treasury")
    MerchantList listMerchants();

    @GET
    @Path("merchants.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The accounts as a table for people, in the language of Accept-Language: up to 2,000"
                    + " lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getMerchantsCsv();

    @POST
    @Path("merchants/{gateway}/{terminal}/approval")
    @Operation(
            summary = "Requests that the account with this fingerprint may receive money; another person of"
                    + " the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval approveMerchant(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("gateway") String gateway,
            @PathParam("terminal") String terminal,
            NewMerchantApproval body);

    @POST
    @Path("merchants/{gateway}/{terminal}/withdrawal")
    @Operation(
            summary = "Requests that the account starts no new payments; started payments continue; another"
                    + " person of the treasury decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval withdrawMerchant(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("gateway") String gateway,
            @PathParam("terminal") String terminal,
            NewMerchantApproval body);

    @GET
    @Path("logins")
    @Operation(summary = "Lists all logins, with their last confirmation")
    LoginList listLogins();

    @POST
    @Path("logins/{name}/acceptance")
    @Operation(
            summary = "Requests that a login that was added or got further roles may act as configured;"
                    + " another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval acceptLogin(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name, NewApproval body);

    @POST
    @Path("committees/{name}/acceptance")
    @Operation(
            summary = "Requests that a committee whose seats a file adds or changes may sit as configured;"
                    + " another person decides")
    @ApiResponse(
            responseCode = "201",
            description = "Requested",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    Approval acceptCommittee(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name, NewApproval body);

    @POST
    @Path("logins/{name}/recertification")
    @Operation(summary = "Confirms that a login is still needed with these roles; users cannot confirm their own login")
    @ApiResponse(
            responseCode = "200",
            description = "The login",
            content = @Content(schema = @Schema(implementation = Login.class)))
    Login recertifyLogin(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("name") String name, NewRecertification body);
}
