package city.pishkhan.contracts.committee;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;

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

/** {@code /committee/v1}: the institute's register of offices with contracts, qualifications and transfers of cases. */
public interface RegisterApi {

    @GET
    @Path("offices")
    @Operation(summary = "Lists all offices")
    OfficeList listOffices();

    @GET
    @Path("offices.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The offices as a table for people, in the language of Accept-Language: up to 2,000"
                    + " lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getOfficesCsv();

    @POST
    @Path("offices")
    @Operation(summary = "Registers an applying office")
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = Office.class)))
    Office addOffice(@HeaderParam(IDEMPOTENCY_KEY) String key, NewOffice body);

    @GET
    @Path("offices/{code}")
    @Operation(summary = "One office with its contract and qualifications")
    Office getOffice(@PathParam("code") String code);

    @POST
    @Path("offices/{code}/contracts")
    @Operation(summary = "Records the institute's contract with an office")
    @ApiResponse(
            responseCode = "200",
            description = "The office",
            content = @Content(schema = @Schema(implementation = Office.class)))
    Office contractOffice(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, Contract body);

    @POST
    @Path("offices/{code}/qualifications")
    @Operation(summary = "Records the qualification of an office for a service")
    @ApiResponse(
            responseCode = "200",
            description = "The office",
            content = @Content(schema = @Schema(implementation = Office.class)))
    Office qualifyOffice(
            @HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, NewQualification body);

    @POST
    @Path("offices/{code}/handovers")
    @Operation(summary = "Moves open cases of an office that may not continue them to another office, case by case")
    @ApiResponse(
            responseCode = "201",
            description = "Ordered",
            content = @Content(schema = @Schema(implementation = Handover.class)))
    Handover orderHandover(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("code") String code, NewHandover body);

    @GET
    @Path("handovers/{id}")
    @Operation(summary = "Progress of a transfer of cases")
    Handover getHandover(@PathParam("id") String id);
}
