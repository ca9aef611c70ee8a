package city.pishkhan.contracts.office.forms;

import city.pishkhan.contracts.office.cases.CaseList;
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

/** {@code /office/v1}: data for the forms at an office's counter before a case is opened. */
public interface FormApi {

    @GET
    @Path("forms")
    @Operation(summary = "Lists the services for which offices open cases, by the rules in force")
    ServiceList listServices();

    @GET
    @Path("services/{service}/form")
    @Operation(
            summary = "Form of a new case of a service: JSON Schema, labels, hints and reasons, and the"
                    + " names of later stages. ruleSet selects other rules than those in force, e.g. a"
                    + " case's own")
    ServiceForm getServiceForm(@PathParam("service") String service, @QueryParam("ruleSet") String ruleSet);

    @GET
    @Path("services/{service}/checklist")
    @Operation(
            summary = "Papers, cost and usual time of a service before a case exists, to read to an"
                    + " applicant or print; by the rules in force")
    ServiceChecklist getServiceChecklist(@PathParam("service") String service);

    @GET
    @Path("services/{service}/running")
    @Operation(
            summary = "Reports if a property or vehicle has a running case of a service; the case is named"
                    + " only to callers who may see it")
    RunningCase getRunningCase(@PathParam("service") String service, @QueryParam("subject") String subject);

    @GET
    @Path("today")
    @Operation(
            summary =
                    "Lists the office's cases that await a payment, cases that were sent back, and cases approved today")
    Today listToday(@QueryParam("service") String service, @QueryParam("stage") String stage);

    @POST
    @Path("checks")
    @Operation(
            summary = "Checks the digits of a value and returns its canonical form; changes nothing and needs no key")
    CheckedValue checkValue(ValueCheck body);

    @GET
    @Path("properties")
    @Operation(summary = "Planning data of a property, by renovation code")
    Property getProperty(@QueryParam("code") String code);

    @POST
    @Path("cases/search")
    @Operation(
            summary = "Finds the caller's cases of a person, property or vehicle, newest first. A POST,"
                    + " because no address may contain a person's data. Changes nothing and needs no key")
    CaseList searchCases(CaseSearch body);

    @POST
    @Path("cases/search.csv")
    @Produces("text/csv")
    @Operation(summary = "The found cases as a table, named cases.csv; changes nothing and needs no key")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream searchCasesCsv(CaseSearch body);
}
