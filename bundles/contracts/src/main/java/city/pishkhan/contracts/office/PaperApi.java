package city.pishkhan.contracts.office;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;
import static jakarta.ws.rs.core.MediaType.MULTIPART_FORM_DATA;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

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

/** {@code /office/v1}: what the archive holds, and the sheets that become papers of a case. */
public interface PaperApi {

    @GET
    @Path("cases/{id}/archive")
    @Operation(
            summary =
                    "What the archive holds of the papers that the case's stage asks for, if an applicant is the property's owner or the municipality is the customer; and what must be scanned")
    Archive getCaseArchive(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/archive-consents")
    @Operation(
            summary =
                    "Records that an applicant signed a yes to the use of identity papers from another service; the form is a sheet of the case. Without a yes they are scanned")
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
            summary = "Stores a scanned sheet: PDF, PNG, JPEG or TIFF as the body; its type is read from its content")
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
    @Operation(summary = "Makes a sheet a paper of the case")
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
            summary =
                    "The district says which paper file the case goes on with: what was taken over of it is papers of the case at once, at whatever stage it is. Again, when more was taken over")
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
            summary =
                    "Scans that become papers of the case, in one call: all of it or nothing. Parts as those of POST \u2026/submission/sheets")
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
            summary =
                    "Adds papers and says that all are there, in one call: all of it or nothing. Each part is called by the paper's kind, a scanned identity paper's by its owner besides (national-card:0012345679); a file is a scan, a text the SHA-256 of a sheet that the archive holds. All parts together may have what one sheet may have; 20 at most")
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
            summary =
                    "The copy of a paper of the case. Browsers get its pages as a PDF that the hub draws, programs the copy as it was scanned; original=true asks for the latter, which is journaled, original=false for the former. Where a district covered areas, everybody gets the pages with these black, or a refusal where they are too many; original=true then is for who may see what is covered")
    InputStream getPaper(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @QueryParam("original") Boolean original);

    @GET
    @Path("cases/{id}/papers/{sha256}/proof")
    @Produces(WILDCARD)
    @Operation(
            summary =
                    "What proves without the hub that the archive had this paper: the way from its hash to a root, the journal's entry with the root, the seal; nothing of other papers. seal is the number of a seal that a witness has")
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
            summary =
                    "The case's papers page by page, for a viewer: IIIF Presentation API 3.0; paper is the SHA-256 of one of them alone")
    @ApiResponse(
            responseCode = "200",
            description = "A manifest",
            content = @Content(mediaType = "application/ld+json", schema = @Schema(type = "object")))
    InputStream getManifest(@PathParam("id") String id, @QueryParam("paper") String paper);

    @GET
    @Path("cases/{id}/papers/{sha256}/pages/{page}")
    @Produces(WILDCARD)
    @Operation(
            summary =
                    "Leads (303) to the description of a page, the first of which is 1; as 1-original, here and below, without what a district covered, for who may see that")
    InputStream getPage(@PathParam("id") String id, @PathParam("sha256") String sha256, @PathParam("page") String page);

    @GET
    @Path("cases/{id}/papers/{sha256}/pages/{page}/info.json")
    @Produces(WILDCARD)
    @Operation(summary = "How large a page is, and its tiles: IIIF Image API 3.0, level 1")
    @ApiResponse(
            responseCode = "200",
            description = "An image information document",
            content = @Content(mediaType = "application/ld+json", schema = @Schema(type = "object")))
    InputStream getPageInfo(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @PathParam("page") String page);

    @GET
    @Path("cases/{id}/papers/{sha256}/pages/{page}/{region}/{size}/{rotation}/{file}")
    @Produces(WILDCARD)
    @Operation(summary = "A picture of a page or of a part of it: IIIF Image API 3.0, e.g. full/max/0/default.jpg")
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
            summary =
                    "A sheet that came with an agency's answer, for whoever may read the answer; as a paper, its pages or, with original=true, its file")
    InputStream getAnswerSheet(
            @PathParam("id") String id,
            @PathParam("inquiry") String inquiry,
            @PathParam("sha256") String sha256,
            @QueryParam("original") Boolean original);
}
