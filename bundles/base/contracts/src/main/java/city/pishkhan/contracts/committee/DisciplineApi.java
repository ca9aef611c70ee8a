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
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/** {@code /committee/v1}: complaints and signals, the answers of parties, and their appeals. */
public interface DisciplineApi {

    @GET
    @Path("complaints")
    @Operation(summary = "Lists complaints and signals, newest first")
    ComplaintList listComplaints(
            @QueryParam("state") String state,
            @QueryParam("party") String party,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("complaints.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The list as a table for people, in the language of Accept-Language: up to 2,000"
                    + " lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getComplaintsCsv(@QueryParam("state") String state, @QueryParam("party") String party);

    @GET
    @Path("complaints/{id}")
    @Operation(summary = "One complaint with its hearing")
    Complaint getComplaint(@PathParam("id") String id);

    @POST
    @Path("complaints/{id}/hearing")
    @Operation(summary = "Asks the party for its answer")
    @ApiResponse(
            responseCode = "200",
            description = "The complaint",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint hearParty(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Charge body);

    @POST
    @Path("complaints/{id}/dismissal")
    @Operation(summary = "Dismisses a complaint as unfounded")
    @ApiResponse(
            responseCode = "200",
            description = "The complaint",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint dismissComplaint(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Dismissal body);

    @POST
    @Path("complaints/{id}/decision")
    @Operation(
            summary = "Drafts the committee's decision after the party has answered or its deadline has"
                    + " passed, or at once if there is imminent danger")
    @ApiResponse(
            responseCode = "200",
            description = "The complaint",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint proposeSanction(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Proposal body);

    @GET
    @Path("hearings")
    @Operation(summary = "Allegations against the caller's own office, district or agency, and its sanctions")
    ComplaintList listHearings();

    @POST
    @Path("hearings/{id}/answer")
    @Operation(summary = "Files the party's answer")
    @ApiResponse(
            responseCode = "200",
            description = "The allegation and the answer",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint answerHearing(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, HearingAnswer body);

    @POST
    @Path("hearings/{id}/appeal")
    @Operation(summary = "Appeals to the Steering Committee, which suspends the sanction unless it is urgent")
    @ApiResponse(
            responseCode = "200",
            description = "Allegation, answer, decision and appeal",
            content = @Content(schema = @Schema(implementation = Complaint.class)))
    Complaint appealSanction(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewAppeal body);

    @GET
    @Path("appeals")
    @Operation(summary = "Lists undecided appeals, oldest first")
    ComplaintList listAppeals();
}
