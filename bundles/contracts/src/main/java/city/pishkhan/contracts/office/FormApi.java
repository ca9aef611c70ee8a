package city.pishkhan.contracts.office;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /office/v1}: what a counter's program draws its pages from, before there is a case. */
public interface FormApi {

    @GET
    @Path("forms")
    @Operation(summary = "The services that offices open cases of, by the rules in force")
    ServiceList listServices();

    @GET
    @Path("services/{service}/form")
    @Operation(
            summary =
                    "What a case of a service is opened with: a JSON Schema, labels, hints, why it is asked for; and what its steps are called. "
                            + "ruleSet names other rules than those in force, e.g. a case's own")
    ServiceForm getServiceForm(@PathParam("service") String service, @QueryParam("ruleSet") String ruleSet);

    @GET
    @Path("services/{service}/checklist")
    @Operation(
            summary =
                    "Papers, cost and usual time of a service before a case is open, to be read to an applicant or printed; by the rules in force")
    ServiceChecklist getServiceChecklist(@PathParam("service") String service);

    @GET
    @Path("services/{service}/running")
    @Operation(
            summary =
                    "Whether a property or vehicle has a running case of a service; named only to a caller who may see the case")
    RunningCase getRunningCase(@PathParam("service") String service, @QueryParam("subject") String subject);

    @GET
    @Path("today")
    @Operation(
            summary =
                    "The office's cases whose applicant has to pay, those that were sent back, and those that were issued today")
    Today listToday(@QueryParam("service") String service, @QueryParam("stage") String stage);

    @POST
    @Path("checks")
    @Operation(summary = "Whether the digits of a value are right, and its one form; changes nothing, needs no key")
    CheckedValue checkValue(ValueCheck body);

    @GET
    @Path("properties")
    @Operation(summary = "What planning knows of a property, by its renovation code")
    Property getProperty(@QueryParam("code") String code);

    @POST
    @Path("cases/search")
    @Operation(
            summary =
                    "The caller's cases of a person, a property or a vehicle, newest first; in a body, for no address may name a person. Changes nothing, needs no key")
    CaseList searchCases(CaseSearch body);

    @POST
    @Path("cases/search.csv")
    @Produces("text/csv")
    @Operation(summary = "The same as a table, as cases.csv; changes nothing, needs no key")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream searchCasesCsv(CaseSearch body);
}
