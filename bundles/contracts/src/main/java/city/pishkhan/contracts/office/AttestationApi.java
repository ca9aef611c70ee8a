package city.pishkhan.contracts.office;

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

/** {@code /office/v1}: papers that go one way. The office attests a scan and gives the original back; the district trusts it, or asks for the original. */
public interface AttestationApi {

    @GET
    @Path("cases/{id}/attestations")
    @Operation(
            summary =
                    "Attestations of the case's papers, wherever they were made, and what became of each; oldest first")
    AttestationList listAttestations(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/attestations")
    @Operation(
            summary =
                    "Says that a paper of the case was compared with its original. Sealed with the hashes of its scans; holds in every later case that may use the paper")
    @ApiResponse(
            responseCode = "201",
            description = "Attested",
            content = @Content(schema = @Schema(implementation = Attestation.class)))
    Attestation attestPaper(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewAttestation body);

    @GET
    @Path("cases/{id}/attestations/{attestation}/receipt.pdf")
    @Produces(PDF)
    @Operation(summary = "The receipt to be signed by whoever takes the original back: PDF, Persian, signed by the hub")
    @ApiResponse(
            responseCode = "200",
            description = "The receipt",
            content = @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")))
    InputStream getReturnReceipt(@PathParam("id") String id, @PathParam("attestation") String attestation);

    @POST
    @Path("cases/{id}/attestations/{attestation}/return")
    @Operation(
            summary =
                    "Records that the original went back; the signed receipt is a sheet of the case of the kind original-receipt")
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
    @Operation(summary = "Records that a summoned original was brought to the office of the case")
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
            summary =
                    "The district trusts the copy, or calls the attestation false: then it ends in every case, and the Disciplinary Committee has a complaint against the office")
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
    @Operation(summary = "The district wants to see the original; the office and the applicants hear of it")
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
            summary =
                    "The district takes a wrong sheet out of the archive: it is shown and used no more, and every case that has it is told")
    @ApiResponse(
            responseCode = "201",
            description = "Recalled",
            content = @Content(schema = @Schema(implementation = SheetRecall.class)))
    SheetRecall recallSheet(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewRecall body);

    @GET
    @Path("originals")
    @Operation(
            summary =
                    "Originals that the caller's office has or is asked for, and sheets of its cases that were recalled in the last 90 days; newest first, 200 at most")
    OriginalList listOriginals();
}
