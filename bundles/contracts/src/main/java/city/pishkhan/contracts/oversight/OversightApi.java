package city.pishkhan.contracts.oversight;

import static city.pishkhan.contracts.Headers.ZIP;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

import city.pishkhan.contracts.office.CaseList;
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

/** {@code /oversight/v1}: what bodies with oversight rights see. It has nothing but GET. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pishkhan oversight door",
                        version = "1.0.0",
                        description =
                                "Every stage of every case. GET /oversight/v1/stream is the live stream of the same entries as"
                                        + " text/event-stream; it resumes after Last-Event-ID, or begins back=N entries before now."),
        servers = @Server(url = "/oversight/v1"))
@Path("/")
@Produces(APPLICATION_JSON)
public interface OversightApi {

    @GET
    @Path("cases")
    @Operation(
            summary =
                    "Cases by any facet, newest first; days are Gregorian dates in Tehran, both ends included. A page may hold fewer than limit, "
                            + "or none, and yet have a next: no page takes longer than about a tenth of a second")
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
            summary =
                    "The same as a table for people, in the language of Accept-Language: the newest 2,000, of what is rare fewer; a last line says "
                            + "where there are more")
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
    @Operation(summary = "One case, its people by role only, and what people wrote masked")
    WatchedCase getCase(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/history")
    @Operation(summary = "Every stage and event of a case, oldest first")
    Entries getHistory(@PathParam("id") String id);

    @GET
    @Path("cases/{id}/evidence")
    @Produces(WILDCARD)
    @Operation(
            summary =
                    "A file that proves the case without the hub: entries, proofs, seals, hashes of sheets and certificate, no personal data. "
                            + "id may be the case's number; seal is the number of a seal that a witness has")
    @ApiResponse(
            responseCode = "200",
            description = "The evidence file; its ETag is the same for the same content",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    InputStream getEvidence(@PathParam("id") String id, @QueryParam("seal") String seal);

    @GET
    @Path("entries")
    @Operation(summary = "The journal of the whole hub after a sequence number, in its order")
    Entries listEntries(@QueryParam("after") String after, @QueryParam("limit") String limit);

    @GET
    @Path("terms")
    @Operation(summary = "What events in the journal are called, by their codes")
    Terms listTerms();

    @GET
    @Path("statistics")
    @Operation(
            summary =
                    "Figures of the cases opened in a span of days, by district, office, service, agency or day of opening")
    Statistics getStatistics(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("statistics.csv")
    @Produces("text/csv")
    @Operation(summary = "The same as comma-separated values, with a line of names first")
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getStatisticsCsv(
            @QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("rules-check")
    @Operation(summary = "Whether all cases opened on a day, in every district, share one rule set")
    RulesCheck checkRules(@QueryParam("day") String day);

    /** This contract. */
    @GET
    @Path("openapi.json")
    @Operation(hidden = true)
    InputStream openApi();
}
