package city.pishkhan.contracts.office;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /office/v1}: the archive for those who keep it: districts, of their own properties, and the headquarters. Offices ask by a case. */
public interface ArchiveApi {

    @POST
    @Path("archive/holdings")
    @Operation(
            summary =
                    "What the archive has of up to 200 properties, in their order: each kind of paper, and how old the newest is. What is wrong with any of them is said of each. Changes nothing, needs no key")
    HoldingList listHoldings(HoldingQuestion body);

    @POST
    @Path("archive/documents/search")
    @Operation(
            summary =
                    "Documents of a property, or those of a district or a kind whose titles have all these words, and behind these those on a sheet of which they were read, if scans are read: 20 at a time, in no order of merit. In a body, for no address may name a person. Changes nothing, needs no key")
    DocumentList searchDocuments(DocumentSearch body);

    @POST
    @Path("archive/documents/{document}/title")
    @Operation(
            summary =
                    "Gives a document its title and notes; numbers of eight digits and more are people's, and refused")
    @ApiResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(schema = @Schema(implementation = ArchiveDocument.class)))
    ArchiveDocument titleDocument(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("document") String document, DocumentTitle body);

    @POST
    @Path("archive/dossiers/{dossier}/title")
    @Operation(summary = "The same of a dossier; searches look into the titles of documents alone")
    @ApiResponse(
            responseCode = "200",
            description = "One of its documents",
            content = @Content(schema = @Schema(implementation = ArchiveDocument.class)))
    ArchiveDocument titleDossier(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("dossier") String dossier, DocumentTitle body);
}
