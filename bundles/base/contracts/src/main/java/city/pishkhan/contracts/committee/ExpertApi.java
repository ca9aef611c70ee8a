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

/** {@code /committee/v1}: the institute's register of experts with their licences, offices, deputies and leaves. */
public interface ExpertApi {

    @GET
    @Path("experts")
    @Operation(summary = "Lists experts, newest first")
    ExpertList listExperts(
            @QueryParam("office") String office,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    @GET
    @Path("experts.csv")
    @Produces("text/csv")
    @Operation(
            summary = "The experts as a table for people, in the language of Accept-Language: up to 2,000"
                    + " lines; a last line says if there are more")
    @ApiResponse(
            responseCode = "200",
            description = "A table",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    InputStream getExpertsCsv(@QueryParam("office") String office);

    @POST
    @Path("experts")
    @Operation(summary = "Enters an expert")
    @ApiResponse(
            responseCode = "201",
            description = "Entered",
            content = @Content(schema = @Schema(implementation = Expert.class)))
    Expert enterExpert(@HeaderParam(IDEMPOTENCY_KEY) String key, NewExpert body);

    @GET
    @Path("expert-choices")
    @Operation(summary = "Choices for an expert's entry with their titles: disciplines and weekdays")
    ExpertChoices listExpertChoices();

    @GET
    @Path("experts/{id}")
    @Operation(summary = "One expert")
    Expert getExpert(@PathParam("id") String id);

    @POST
    @Path("experts/{id}/changes")
    @Operation(summary = "Replaces the entry of an expert")
    @ApiResponse(
            responseCode = "200",
            description = "The expert",
            content = @Content(schema = @Schema(implementation = Expert.class)))
    Expert changeExpert(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ExpertChange body);

    @POST
    @Path("experts/{id}/leaves")
    @Operation(summary = "Records or removes a leave of an expert")
    @ApiResponse(
            responseCode = "200",
            description = "The expert",
            content = @Content(schema = @Schema(implementation = Expert.class)))
    Expert leaveExpert(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, NewLeave body);

    @POST
    @Path("experts/{id}/end")
    @Operation(summary = "Ends the work of an expert; an expert who returns is entered as a new one")
    @ApiResponse(
            responseCode = "200",
            description = "The expert",
            content = @Content(schema = @Schema(implementation = Expert.class)))
    Expert endExpert(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, ExpertEnd body);
}
