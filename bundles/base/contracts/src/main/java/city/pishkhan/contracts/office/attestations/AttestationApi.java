package city.pishkhan.contracts.office.attestations;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.PDF;

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
import java.io.InputStream;

/**
 * {@code /office/v1}: attestations. An office attests a scan and returns the original; the district trusts the scan or summons the
 * original.
 */
public interface AttestationApi {

    @GET
    @Path("cases/{id}/attestations")
    @Operation(summary = "Lists attestations of the case's papers from all cases, with their state; oldest first")
    AttestationList listAttestations(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/attestations")
    @Operation(
            summary = "Attests that a paper of the case was compared with its original. The attestation is"
                    + " sealed with the hashes of the scans and counts in all later cases that may use the"
                    + " paper")
    @ApiResponse(
            responseCode = "201",
            description = "Attested",
            content = @Content(schema = @Schema(implementation = Attestation.class)))
    Attestation attestPaper(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewAttestation body);

    @GET
    @Path("cases/{id}/attestations/{attestation}/receipt.pdf")
    @Produces(PDF)
    @Operation(summary = "The receipt that the recipient of the original signs: PDF in Persian, signed by the hub")
    @ApiResponse(
            responseCode = "200",
            description = "The receipt",
            content = @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")))
    InputStream getReturnReceipt(@PathParam("id") String id, @PathParam("attestation") String attestation);

    @POST
    @Path("cases/{id}/attestations/{attestation}/return")
    @Operation(
            summary = "Records the return of the original; the signed receipt is a sheet of the case, of"
                    + " kind original-receipt")
    @ApiResponse(
            responseCode = "200",
            description = "The attestation",
            content = @Content(schema = @Schema(implementation = Attestation.class)))
    Attestation returnOriginal(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("attestation") String attestation,
            OriginalReturn body);

    @POST
    @Path("cases/{id}/attestations/{attestation}/presentation")
    @Operation(summary = "Records that a summoned original was brought to the case's office")
    @ApiResponse(
            responseCode = "200",
            description = "The attestation",
            content = @Content(schema = @Schema(implementation = Attestation.class)))
    Attestation bringOriginal(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("attestation") String attestation);

    @POST
    @Path("cases/{id}/attestations/{attestation}/verification")
    @Operation(
            summary = "The district verifies or disputes an attestation. A disputed one ends in all cases,"
                    + " and a complaint against the office is filed with the Disciplinary Committee")
    @ApiResponse(
            responseCode = "200",
            description = "The attestation",
            content = @Content(schema = @Schema(implementation = Attestation.class)))
    Attestation verifyAttestation(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("attestation") String attestation,
            AttestationVerdict body);

    @POST
    @Path("cases/{id}/attestations/{attestation}/summons")
    @Operation(summary = "The district summons the original; the office and the applicants are notified")
    @ApiResponse(
            responseCode = "200",
            description = "The attestation",
            content = @Content(schema = @Schema(implementation = Attestation.class)))
    Attestation summonOriginal(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @PathParam("attestation") String attestation,
            OriginalSummons body);

    @POST
    @Path("cases/{id}/recalls")
    @Operation(
            summary = "The district removes a wrong sheet from the archive: it is no longer shown or used,"
                    + " and all cases with the sheet are notified")
    @ApiResponse(
            responseCode = "201",
            description = "Recalled",
            content = @Content(schema = @Schema(implementation = SheetRecall.class)))
    SheetRecall recallSheet(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewRecall body);

    @GET
    @Path("originals")
    @Operation(
            summary = "Lists originals that the caller's office has or must obtain, and sheets of its cases"
                    + " recalled in the last 90 days; newest first, up to 200")
    OriginalList listOriginals();
}
