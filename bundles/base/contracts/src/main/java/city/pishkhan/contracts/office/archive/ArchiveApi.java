package city.pishkhan.contracts.office.archive;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/**
 * {@code /office/v1}: the archive, for archivists of the headquarters and of districts. Archivists of a district see
 * only its properties. Offices query the archive through a case.
 */
public interface ArchiveApi {

    @POST
    @Path("archive/holdings")
    @Operation(
            summary = "Lists kinds of papers, with the date of the newest, for up to 200 properties, in the"
                    + " order of the request. Faults are reported per property. Changes nothing and needs no"
                    + " key")
    HoldingList listHoldings(HoldingQuestion body);

    @POST
    @Path("archive/documents/search")
    @Operation(
            summary = "Finds documents of a property, or documents of a district or kind whose titles"
                    + " contain all words. Documents with a scanned page that contains the words follow, if"
                    + " scans are recognized. 20 per page, unsorted. A POST, because no address may contain"
                    + " a person's name. Changes nothing and needs no key")
    DocumentList searchDocuments(DocumentSearch body);

    @POST
    @Path("archive/documents/{document}/title")
    @Operation(summary = "Sets title and notes of a document; numbers of eight or more digits are rejected as personal")
    @ApiResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(schema = @Schema(implementation = ArchiveDocument.class)))
    ArchiveDocument titleDocument(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("document") String document, DocumentTitle body);

    @POST
    @Path("archive/dossiers/{dossier}/title")
    @Operation(
            summary = "Sets title and notes of a dossier and returns one of its documents; searches cover titles of"
                    + " documents only")
    @ApiResponse(
            responseCode = "200",
            description = "One of its documents",
            content = @Content(schema = @Schema(implementation = ArchiveDocument.class)))
    ArchiveDocument titleDossier(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("dossier") String dossier, DocumentTitle body);
}
