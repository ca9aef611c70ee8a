package city.pishkhan.contracts.office;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;
import static city.pishkhan.contracts.Headers.PDF;
import static city.pishkhan.contracts.Headers.ZIP;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

import city.pishkhan.contracts.office.archive.ArchiveApi;
import city.pishkhan.contracts.office.attestations.AttestationApi;
import city.pishkhan.contracts.office.cases.BrokenGlass;
import city.pishkhan.contracts.office.cases.Case;
import city.pishkhan.contracts.office.cases.CaseList;
import city.pishkhan.contracts.office.cases.GlassReason;
import city.pishkhan.contracts.office.cases.History;
import city.pishkhan.contracts.office.cases.NewCase;
import city.pishkhan.contracts.office.cases.Revision;
import city.pishkhan.contracts.office.cases.Vehicle;
import city.pishkhan.contracts.office.cases.Verification;
import city.pishkhan.contracts.office.cases.Withdrawal;
import city.pishkhan.contracts.office.certificates.Certificate;
import city.pishkhan.contracts.office.certificates.DeliveryApi;
import city.pishkhan.contracts.office.forms.FormApi;
import city.pishkhan.contracts.office.municipal.MunicipalApi;
import city.pishkhan.contracts.office.municipal.ReportsApi;
import city.pishkhan.contracts.office.papers.PaperApi;
import city.pishkhan.contracts.office.papers.RedactionApi;
import city.pishkhan.contracts.office.papers.UploadApi;
import city.pishkhan.contracts.office.payments.PaymentApi;
import city.pishkhan.contracts.office.persons.AuthorityApi;
import city.pishkhan.contracts.office.persons.NumberApi;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/**
 * {@code /office/v1}: work of offices and district officers on cases. This interface and those that it extends are the
 * whole door.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan office door",
                        version = "1.0.0",
                        description = "Cases of a city's electronic service offices. Every POST requires an"
                                + " Idempotency-Key, every change of a case an If-Match."),
        servers = @Server(url = "/office/v1"))
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface OfficeApi
        extends FormApi,
                PaperApi,
                ArchiveApi,
                UploadApi,
                AttestationApi,
                RedactionApi,
                PaymentApi,
                DeliveryApi,
                AuthorityApi,
                MunicipalApi,
                ReportsApi,
                NumberApi {

    @POST
    @Path("cases")
    @Operation(summary = "Opens a case")
    @ApiResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = Case.class)))
    Case openCase(@HeaderParam(IDEMPOTENCY_KEY) String key, NewCase body);

    @GET
    @Path("vehicles")
    @Operation(summary = "Registry data of a vehicle, by plate or VIN")
    Vehicle getVehicle(@QueryParam("plate") String plate);

    @GET
    @Path("cases")
    @Operation(summary = "Lists cases that the caller may see, newest first")
    CaseList listCases(
            @QueryParam("state") String state,
            @QueryParam("district") String district,
            @QueryParam("service") String service,
            @QueryParam("stage") String stage,
            @QueryParam("office") String office,
            @QueryParam("number") String number,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("cases.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The cases as a table for people, in the language of Accept-Language: the newest"
                    + " 2,000; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getCasesCsv(
            @QueryParam("state") String state,
            @QueryParam("district") String district,
            @QueryParam("service") String service,
            @QueryParam("stage") String stage,
            @QueryParam("office") String office);

    @GET
    @Path("cases/{id}")
    @Operation(summary = "Reads one case; its version is the ETag")
    Case getCase(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/history")
    @Operation(summary = "Lists the journal entries of a case, oldest first")
    History getHistory(@PathParam("id") String id);

    @POST
    @Path("cases/{id}/submission")
    @Operation(summary = "Declares the papers complete and submits the case")
    Case submitCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id);

    @PUT
    @Path("cases/{id}/request")
    @Operation(summary = "Changes the request; inquiries whose facts change are replaced")
    Case reviseRequest(@HeaderParam(IF_MATCH) String version, @PathParam("id") String id, Revision body);

    @POST
    @Path("cases/{id}/withdrawal")
    @Operation(summary = "Withdraws a case")
    Case withdrawCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            Withdrawal body);

    @POST
    @Path("cases/{id}/verification")
    @Operation(summary = "Records the district's decision")
    Case verifyCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            Verification body);

    @POST
    @Path("cases/{id}/break-glass")
    @Operation(
            summary = "Gives an operator temporary access to the personal data of one case; the access and"
                    + " each reading are journaled in the case")
    BrokenGlass breakGlass(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, GlassReason body);

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
    @Path("cases/{id}/evidence")
    @Produces(WILDCARD)
    @Operation(
            summary = "Evidence file that proves the case without the hub: entries, proofs, seals, hashes"
                    + " of sheets and certificate, no personal data. id may be the case number; seal selects"
                    + " a seal that a witness has")
    @ApiResponse(
            responseCode = "200",
            description = "The evidence file; its ETag is the same for the same content",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    InputStream getEvidence(@PathParam("id") String id, @QueryParam("seal") String seal);

    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
