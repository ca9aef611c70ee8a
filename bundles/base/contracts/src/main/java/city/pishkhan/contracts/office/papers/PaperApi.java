package city.pishkhan.contracts.office.papers;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;
import static jakarta.ws.rs.core.MediaType.MULTIPART_FORM_DATA;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

import city.pishkhan.contracts.office.cases.Archive;
import city.pishkhan.contracts.office.cases.Case;
import city.pishkhan.contracts.office.cases.Sheet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import java.io.InputStream;
import java.util.List;

/** {@code /office/v1}: archived sheets and the papers of a case. */
public interface PaperApi {

    @GET
    @Path("cases/{id}/archive")
    @Operation(
            summary = "Archived sheets of the papers that the case's stage requires, and papers to scan."
                    + " Only if an applicant owns the property or the municipality is the customer")
    Archive getCaseArchive(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/archive-consents")
    @Operation(
            summary = "Records an applicant's signed consent to the use of identity papers from another"
                    + " service; the form is a sheet of the case. Without consent these papers must be"
                    + " scanned")
    @ApiResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = Case.class)))
    Case consentToArchive(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            SignedConsent body);

    @POST
    @Path("cases/{id}/sheets")
    @Consumes(WILDCARD)
    @Operation(
            summary =
                    "Stores a scanned sheet: PDF, PNG, JPEG or TIFF as the body; its type is detected from its content")
    @ApiResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = Sheet.class)))
    Sheet uploadSheet(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @QueryParam("kind") String kind,
            @QueryParam("name") String name,
            @QueryParam("owner") String owner,
            InputStream body);

    @POST
    @Path("cases/{id}/papers")
    @Operation(summary = "Adds a sheet to the papers of the case")
    @ApiResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = Case.class)))
    Case addPaper(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            PaperReference body);

    @POST
    @Path("cases/{id}/paper-file")
    @Operation(
            summary = "The district names the paper file that the case continues: its imported papers"
                    + " become papers of the case at once, at any stage. Can be repeated after a further"
                    + " import")
    @ApiResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = Case.class)))
    Case joinPaperFile(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            PaperFileEntry body);

    @POST
    @Path("cases/{id}/papers/sheets")
    @Consumes(MULTIPART_FORM_DATA)
    @Operation(
            summary = "Adds scans to the papers of the case in one call, all or none. Parts as for POST"
                    + " \u2026/submission/sheets")
    @ApiResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = Case.class)))
    Case addPapers(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            List<EntityPart> body);

    @POST
    @Path("cases/{id}/submission/sheets")
    @Consumes(MULTIPART_FORM_DATA)
    @Operation(
            summary = "Adds papers and submits the case in one call, all or none. Each part is named by the"
                    + " kind of paper, for a scanned identity paper with its owner"
                    + " (national-card:0012345679). A file is a scan, a text the SHA-256 of an archived"
                    + " sheet. Up to 20 parts, together as large as one sheet")
    @ApiResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = Case.class)))
    Case submitSheets(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            List<EntityPart> body);

    @GET
    @Path("cases/{id}/papers/{sha256}")
    @Produces(WILDCARD)
    @Operation(
            summary = "Reads the copy of a paper of the case. Browsers get its pages as a PDF drawn by the"
                    + " hub, other clients the scanned file. original=true returns the file, which is"
                    + " journaled; original=false returns the pages. If a district redacted areas, all"
                    + " clients get the pages with black areas, or a refusal if there are too many pages;"
                    + " original=true is then limited to callers who may see the redacted areas")
    InputStream getPaper(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @QueryParam("original") Boolean original);

    @GET
    @Path("cases/{id}/papers/{sha256}/proof")
    @Produces(WILDCARD)
    @Operation(
            summary = "Proof, verifiable without the hub, that the archive had this paper: the path from"
                    + " its hash to a root, the journal entry with the root, and the seal; nothing about"
                    + " other papers. seal selects a seal that a witness has")
    @ApiResponse(
            responseCode = "200",
            description = "The proof, for verifier.jar",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    InputStream getPaperProof(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @QueryParam("seal") String seal);

    @GET
    @Path("cases/{id}/manifest")
    @Produces(WILDCARD)
    @Operation(
            summary = "Manifest of the case's papers page by page, for a viewer: IIIF Presentation API 3.0;"
                    + " paper limits it to the paper with this SHA-256")
    @ApiResponse(
            responseCode = "200",
            description = "A manifest",
            content = @Content(mediaType = "application/ld+json", schema = @Schema(type = "object")))
    InputStream getManifest(@PathParam("id") String id, @QueryParam("paper") String paper);

    @GET
    @Path("cases/{id}/papers/{sha256}/pages/{page}")
    @Produces(WILDCARD)
    @Operation(
            summary = "Redirects (303) to the description of a page, numbered from 1. Here and below,"
                    + " 1-original is page 1 without redaction, for callers who may see that")
    InputStream getPage(@PathParam("id") String id, @PathParam("sha256") String sha256, @PathParam("page") String page);

    @GET
    @Path("cases/{id}/papers/{sha256}/pages/{page}/info.json")
    @Produces(WILDCARD)
    @Operation(summary = "Size and tiles of a page: IIIF Image API 3.0, level 1")
    @ApiResponse(
            responseCode = "200",
            description = "An image information document",
            content = @Content(mediaType = "application/ld+json", schema = @Schema(type = "object")))
    InputStream getPageInfo(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @PathParam("page") String page);

    @GET
    @Path("cases/{id}/papers/{sha256}/pages/{page}/{region}/{size}/{rotation}/{file}")
    @Produces(WILDCARD)
    @Operation(summary = "Picture of a page or of a part of it: IIIF Image API 3.0, e.g. full/max/0/default.jpg")
    InputStream getPageImage(
            @PathParam("id") String id,
            @PathParam("sha256") String sha256,
            @PathParam("page") String page,
            @PathParam("region") String region,
            @PathParam("size") String size,
            @PathParam("rotation") String rotation,
            @PathParam("file") String file);

    @GET
    @Path("cases/{id}/inquiries/{inquiry}/sheets/{sha256}")
    @Produces(WILDCARD)
    @Operation(
            summary = "Reads a sheet of an agency's answer, for callers who may read the answer. As for a"
                    + " paper, original=true returns the file instead of the pages")
    InputStream getAnswerSheet(
            @PathParam("id") String id,
            @PathParam("inquiry") String inquiry,
            @PathParam("sha256") String sha256,
            @QueryParam("original") Boolean original);
}
