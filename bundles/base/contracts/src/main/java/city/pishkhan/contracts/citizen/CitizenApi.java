package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.PDF;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import city.pishkhan.contracts.office.cases.CaseList;
import city.pishkhan.contracts.office.certificates.Certificate;
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

/**
 * {@code /citizen/v1}: logins of citizens and access to their own cases. This interface and those that it extends are
 * the whole door.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan citizens' door",
                        version = "1.0.0",
                        description = "The caller's own cases and reports. The login operations need no token;"
                                + " the others require the token of a code or a slip. An operation that"
                                + " needs a stronger proof than the login has is refused with 403: a number"
                                + " that only a case names shows stage and bills."),
        servers = @Server(url = "/citizen/v1"))
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface CitizenApi extends OwnCaseApi, OwnDeliveryApi, OwnAuthorityApi, ReportApi, OwnPaymentApi {

    @POST
    @Path("login")
    @SecurityRequirements
    @Operation(
            summary = "Sends a one-time code to a mobile number that the person proved or that the person's"
                    + " cases name; the answer does not reveal whether the person is known")
    @ApiResponse(
            responseCode = "202",
            description =
                    "If a person with this national ID has a case here and gave a mobile number, the hub sends a code",
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
            summary = "Exchanges the tracking code and the PIN of a login slip for a short-lived token that"
                    + " opens this case only. A PIN works once")
    TokenGrant enterSlip(SlipEntry body);

    @POST
    @Path("number-change/stop")
    @Operation(
            summary = "Cancels all pending changes of the caller's number and all login slips; requires a"
                    + " login with a proved number that is not itself pending")
    StoppedChanges stopNumberChange(@HeaderParam(IDEMPOTENCY_KEY) String key);

    @GET
    @Path("cases")
    @Operation(summary = "Lists the caller's own cases, newest first")
    CaseList listCases(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("cases/{id}")
    @Operation(summary = "Reads one of the caller's own cases")
    OwnCase getCase(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/history")
    @Operation(summary = "Lists the events of a case, oldest first")
    Steps getHistory(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/archive-answer")
    @Operation(
            summary = "Records consent or objection to the use of the caller's archived papers for a case;"
                    + " the latest answer counts")
    ArchiveAnswer answerArchive(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ArchiveAnswer body);

    @GET
    @Path("cases/{id}/certificate")
    @Produces({APPLICATION_JSON, TEXT_HTML, PDF})
    @Operation(summary = "The certificate of the case: data, a page, or a signed PDF to print")
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
    @Operation(summary = "The certificate as a signed PDF file; its QR code leads to /verify")
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
