package city.pishkhan.contracts.oversight;

import static city.pishkhan.contracts.Headers.ZIP;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

import city.pishkhan.contracts.office.cases.CaseList;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /oversight/v1}: read access for bodies with oversight rights. It has only GET operations. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan oversight door",
                        version = "1.0.0",
                        description = "Every stage of every case. GET /oversight/v1/stream streams the same"
                                + " entries live as text/event-stream; it resumes after Last-Event-ID, or"
                                + " starts back=N entries before the newest."),
        servers = @Server(url = "/oversight/v1"))
@Path("/")
@Produces(APPLICATION_JSON)
public interface OversightApi {

    @GET
    @Path("cases")
    @Operation(
            summary = "Finds cases by any facet, newest first; days are Gregorian dates in Tehran, both"
                    + " ends included. A page can have fewer cases than limit, or none, and still have a"
                    + " next: a page takes up to about a tenth of a second")
    CaseList searchCases(
            @QueryParam("number") String number,
            @QueryParam("subject") String subject,
            @QueryParam("service") String service,
            @QueryParam("office") String office,
            @QueryParam("district") String district,
            @QueryParam("state") String state,
            @QueryParam("stage") String stage,
            @QueryParam("agency") String agency,
            @QueryParam("ruleSet") String ruleSet,
            @QueryParam("openedFrom") String openedFrom,
            @QueryParam("openedTo") String openedTo,
            @QueryParam("endedFrom") String endedFrom,
            @QueryParam("endedTo") String endedTo,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("cases.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The cases as a table for people, in the language of Accept-Language: the newest"
                    + " 2,000, fewer for rare facets; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getCasesCsv(
            @QueryParam("number") String number,
            @QueryParam("subject") String subject,
            @QueryParam("service") String service,
            @QueryParam("office") String office,
            @QueryParam("district") String district,
            @QueryParam("state") String state,
            @QueryParam("stage") String stage,
            @QueryParam("agency") String agency,
            @QueryParam("ruleSet") String ruleSet,
            @QueryParam("openedFrom") String openedFrom,
            @QueryParam("openedTo") String openedTo,
            @QueryParam("endedFrom") String endedFrom,
            @QueryParam("endedTo") String endedTo);

    @GET
    @Path("cases/{id}")
    @Operation(summary = "Reads one case; persons appear by role only, and free text is masked")
    OversightCase getCase(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/history")
    @Operation(summary = "Lists the journal entries of a case, oldest first")
    Entries getHistory(@PathParam("id") String id);

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
    @Path("entries")
    @Operation(summary = "Lists the whole journal after a sequence number, in its order")
    Entries listEntries(@QueryParam("after") String after, @QueryParam("limit") String limit);

    @GET
    @Path("terms")
    @Operation(summary = "Titles of the journal's events by code")
    Terms listTerms();

    @GET
    @Path("statistics")
    @Operation(
            summary = "Figures of the cases opened in a period, by district, office, service, agency or day of opening")
    Statistics getStatistics(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("statistics.csv")
    @Produces("text/csv")
    @Operation(summary = "The figures as comma-separated values, with a header line")
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getStatisticsCsv(
            @QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("rules-check")
    @Operation(summary = "Checks if all cases opened on a day, in all districts, have the same rule set")
    RulesCheck checkRules(@QueryParam("day") String day);

    /** OpenAPI document of this door. */
    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
