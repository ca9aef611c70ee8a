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

/** {@code /agency/v1}: how an agency sees and answers its inquiries. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan agency door",
                        version = "1.0.0",
                        description =
                                "An agency answers its inquiries from the hosted worklist, or from its own system. Every POST takes an Idempotency-Key."),
        servers = @Server(url = "/agency/v1"))
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface AgencyApi {

    @GET
    @Path("worklist")
    @Operation(summary = "The hosted worklist, oldest first")
    Item.Listing getWorklist(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("worklist.csv")
    @Produces("text/csv")
    @Operation(
            summary =
                    "The same as a table for people, in the language of Accept-Language, what is due first above: of the oldest 2,000; a last line says where there are more")
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
    @Operation(summary = "Claims an item until its lease ends; claiming again what one holds prolongs the lease")
    Item claim(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id);

    @POST
    @Path("worklist/{id}/release")
    @Operation(summary = "Gives a claim up")
    @ApiResponse(responseCode = "204", description = "Given up")
    void release(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Release body);

    @GET
    @Path("inquiries")
    @Operation(summary = "Inquiries that wait for the agency, oldest first")
    OpenInquiry.Listing getInquiries(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("inquiries/{id}")
    @Operation(summary = "One inquiry of the agency, whatever its state")
    Inquiry getInquiry(@PathParam("id") String id);

    @GET
    @Path("inquiries/{id}/form")
    @Operation(
            summary =
                    "Names for what an inquiry shows and its answer may say, to draw a page from; by the rules in force")
    InquiryForm getInquiryForm(@PathParam("id") String id);

    @GET
    @Path("notices")
    @Operation(summary = "What the agency is told of its inquiries: voided, replaced, soon due; newest first")
    AgencyNotice.Listing getNotices(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @POST
    @Path("inquiries/{id}/answer")
    @Operation(summary = "Answers an inquiry; the same answer again is acknowledged again")
    Receipt answer(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Answer body);

    @POST
    @Path("answers")
    @Operation(summary = "Answers many inquiries; each is taken or refused by itself")
    BatchResult answerAll(@HeaderParam(IDEMPOTENCY_KEY) String key, Answer.Batch body);

    @GET
    @Path("inquiries/{id}/attachments/{sha256}")
    @Produces(WILDCARD)
    @Operation(
            summary =
                    "The bytes of a sheet that goes with an inquiry. Browsers get its pages as a PDF that the hub draws; original=true asks for the bytes there too, which is journaled, original=false for the pages")
    InputStream getAttachment(
            @PathParam("id") String id, @PathParam("sha256") String sha256, @QueryParam("original") Boolean original);

    @GET
    @Path("inquiries/{id}/attachments/{sha256}/pages")
    @Operation(summary = "The pages of a sheet that goes with an inquiry")
    PageList getAttachmentPages(@PathParam("id") String id, @PathParam("sha256") String sha256);

    @GET
    @Path("inquiries/{id}/attachments/{sha256}/pages/{page}/info.json")
    @Produces(WILDCARD)
    @Operation(summary = "How large a page is, and its tiles: IIIF Image API 3.0, level 1")
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
            summary =
                    "A picture of a page or of a part of it, e.g. full/max/0/default.jpg: IIIF Image API 3.0. Of an item of the worklist the page counts as opened, as an approval with a plan asks for")
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
            summary =
                    "For notaries: how up to 1,000 certificates stand, by code or by number and day of issue; changes nothing, needs no key")
    CertificateChecks checkCertificates(CertificateList body);

    @POST
    @Path("certificates/check.csv")
    @Produces("text/csv")
    @Operation(
            summary =
                    "The same as a table for people, in the language of Accept-Language, a line for each in the order asked; changes nothing, needs no key")
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
