package city.pishkhan.contracts.agency;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

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

/** {@code /agency/v1}: operations by which an agency reads and answers its inquiries. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan agency door",
                        version = "1.0.0",
                        description = "An agency answers its inquiries in the hosted worklist or from its own"
                                + " system. Every POST requires an Idempotency-Key."),
        servers = @Server(url = "/agency/v1"))
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface AgencyApi {

    @GET
    @Path("worklist")
    @Operation(summary = "Lists the hosted worklist, oldest item first")
    Item.Listing getWorklist(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("worklist.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The worklist as a table for people, in the language of Accept-Language, earliest"
                    + " deadline first. It has the oldest 2,000 items; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getWorklistCsv();

    @GET
    @Path("worklist/{id}")
    @Operation(summary = "One item of the worklist")
    Item getItem(@PathParam("id") String id);

    @POST
    @Path("worklist/{id}/claim")
    @Operation(summary = "Claims an item until its lease ends; the holder prolongs the lease by claiming again")
    Item claim(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @POST
    @Path("worklist/{id}/release")
    @Operation(summary = "Releases a claim")
    @ApiResponse(responseCode = "204", description = "Released")
    void release(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Release body);

    @GET
    @Path("inquiries")
    @Operation(summary = "Lists inquiries that await the agency's answer, oldest first")
    OpenInquiry.Listing getInquiries(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("inquiries/{id}")
    @Operation(summary = "Reads one inquiry of the agency in any state")
    Inquiry getInquiry(@PathParam("id") String id);

    @GET
    @Path("inquiries/{id}/form")
    @Operation(
            summary = "Labels for the facts of an inquiry and for the fields of its answer, to draw a form"
                    + " from; by the rules in force")
    InquiryForm getInquiryForm(@PathParam("id") String id);

    @GET
    @Path("notices")
    @Operation(
            summary = "Lists notices about the agency's inquiries: withdrawn, superseded, deadline near; newest first")
    AgencyNotice.Listing getNotices(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @POST
    @Path("inquiries/{id}/answer")
    @Operation(summary = "Answers an inquiry; a repeated identical answer is acknowledged again")
    Receipt answer(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Answer body);

    @POST
    @Path("answers")
    @Operation(summary = "Answers many inquiries; each answer is accepted or rejected on its own")
    BatchResult answerAll(@HeaderParam(IDEMPOTENCY_KEY) String key, Answer.Batch body);

    @GET
    @Path("inquiries/{id}/attachments/{sha256}")
    @Produces(WILDCARD)
    @Operation(
            summary = "Reads a sheet attached to an inquiry. Browsers get its pages as a PDF drawn by the"
                    + " hub, other clients the file. original=true returns the file to browsers too, which"
                    + " is journaled; original=false returns the pages")
    InputStream getAttachment(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @QueryParam("original") Boolean original);

    @GET
    @Path("inquiries/{id}/attachments/{sha256}/pages")
    @Operation(summary = "Lists the pages of a sheet attached to an inquiry")
    PageList getAttachmentPages(@PathParam("id") String id, @PathParam("sha256") String sha256);

    @GET
    @Path("inquiries/{id}/attachments/{sha256}/pages/{page}/info.json")
    @Produces(WILDCARD)
    @Operation(summary = "Size and tiles of a page: IIIF Image API 3.0, level 1")
    @ApiResponse(
            responseCode = "200",
            description = "An image information document",
            content = @Content(mediaType = "application/ld+json", schema = @Schema(type = "object")))
    InputStream getAttachmentPageInfo(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @PathParam("page") String page);

    @GET
    @Path("inquiries/{id}/attachments/{sha256}/pages/{page}/{region}/{size}/{rotation}/{file}")
    @Produces(WILDCARD)
    @Operation(
            summary = "Picture of a page or of a part of it, e.g. full/max/0/default.jpg: IIIF Image API"
                    + " 3.0. For a worklist item the page then counts as opened, which an approval with a"
                    + " plan requires")
    InputStream getAttachmentPageImage(
            @PathParam("id") String id,
            @PathParam("sha256") String sha256,
            @PathParam("page") String page,
            @PathParam("region") String region,
            @PathParam("size") String size,
            @PathParam("rotation") String rotation,
            @PathParam("file") String file);

    @POST
    @Path("inquiries/{id}/attachments")
    @Consumes(WILDCARD)
    @Operation(summary = "Stores a sheet for the answer: PDF, PNG, JPEG or TIFF as the body")
    @ApiResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = Sheet.class)))
    Sheet uploadAttachment(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @PathParam("id") String id,
            @QueryParam("name") String name,
            InputStream body);

    @POST
    @Path("certificates/check")
    @Operation(
            summary = "Reads the state of up to 1,000 certificates, by code or by number and day of issue;"
                    + " for notaries. Changes nothing and needs no key")
    CertificateChecks checkCertificates(CertificateList body);

    @POST
    @Path("certificates/check.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The same check as a table for people, in the language of Accept-Language, one line"
                    + " per certificate in the order of the request. Changes nothing and needs no key")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream checkCertificatesCsv(CertificateList body);

    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
