package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.PDF;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import city.pishkhan.contracts.office.CaseList;
import city.pishkhan.contracts.office.Certificate;
import city.pishkhan.contracts.visitor.TokenGrant;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
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

/** {@code /citizen/v1}: how a citizen logs in, and what it sees of its own cases; with its reports, the whole door. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan citizens' door",
                        version = "1.0.0",
                        description = "One's own cases and reports. The login operations need no token; the others take"
                                + " the one that a code or a slip gives. What a login has not proved enough for is"
                                + " refused with 403: a number that only a case names shows stage and bills."),
        servers = @Server(url = "/citizen/v1"))
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface CitizenApi extends OwnCaseApi, OwnDeliveryApi, OwnAuthorityApi, ReportApi, OwnPaymentApi {

    @POST
    @Path("login")
    @SecurityRequirements
    @Operation(
            summary =
                    "Sends a one-time code to a mobile that the person proved or the person's cases name; the answer is"
                            + " the same for everybody")
    @ApiResponse(
            responseCode = "202",
            description = "If somebody of that national ID has a case here and gave a mobile, a code is on its way",
            content = @Content(schema = @Schema(implementation = CodeSent.class)))
    CodeSent askCode(CodeRequest body);

    @POST
    @Path("login/code")
    @SecurityRequirements
    @Operation(summary = "Exchanges a one-time code for a short-lived token")
    TokenGrant enterCode(CodeEntry body);

    @POST
    @Path("login/slip")
    @SecurityRequirements
    @Operation(
            summary =
                    "Exchanges the tracking code and the PIN of a login slip for a short-lived token that reaches that case alone; a PIN is good"
                            + " once")
    TokenGrant enterSlip(SlipEntry body);

    @POST
    @Path("number-change/stop")
    @Operation(
            summary =
                    "Ends every change of one's number that waits, and every login slip; only by a login with a number that is proved and does"
                            + " not wait itself")
    StoppedChanges stopNumberChange(@HeaderParam(IDEMPOTENCY_KEY) String key);

    @GET
    @Path("cases")
    @Operation(summary = "One's own cases, newest first")
    CaseList listCases(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("cases/{id}")
    @Operation(summary = "One of one's own cases")
    OwnCase getCase(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/history")
    @Operation(summary = "What happened to a case, oldest first")
    Steps getHistory(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/archive-answer")
    @Operation(
            summary =
                    "Says yes or no to the use of what the archive has of one's papers for a case; the last word counts")
    ArchiveAnswer answerArchive(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ArchiveAnswer body);

    @GET
    @Path("cases/{id}/certificate")
    @Produces({APPLICATION_JSON, TEXT_HTML, PDF})
    @Operation(summary = "What the case ended with: data, a page, or a signed PDF to print")
    @ApiResponse(
            responseCode = "200",
            description = "The certificate",
            content = {
                @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = Certificate.class)),
                @Content(mediaType = TEXT_HTML, schema = @Schema(type = "string")),
                @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))
            })
    Certificate getCertificate(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/certificate.pdf")
    @Produces(PDF)
    @Operation(summary = "The same as a file: PDF, signed, its QR code leads to /verify")
    @ApiResponse(
            responseCode = "200",
            description = "The certificate",
            content = @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")))
    InputStream getCertificateFile(@PathParam("id") String id);

    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
