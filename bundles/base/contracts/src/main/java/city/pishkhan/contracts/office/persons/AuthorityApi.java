package city.pishkhan.contracts.office.persons;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;

import city.pishkhan.contracts.office.cases.Case;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** {@code /office/v1/authorities} and {@code /office/v1/deaths}: authorities to act for others, and deaths. */
public interface AuthorityApi {

    @POST
    @Path("authorities")
    @Operation(summary = "Records an authority, based on its paper; both persons are notified")
    @ApiResponse(
            responseCode = "201",
            description = "Recorded; waiting cases of the owner continue",
            content = @Content(schema = @Schema(implementation = Authority.class)))
    Authority recordAuthority(@HeaderParam(IDEMPOTENCY_KEY) String key, NewAuthority body);

    @GET
    @Path("authorities")
    @Operation(
            summary =
                    "Lists authorities recorded at the caller's office or belonging to the caller's district, newest first")
    AuthorityList listAuthorities(
            @QueryParam("state") String state, @QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @GET
    @Path("authorities/{id}")
    @Operation(summary = "Reads one authority")
    Authority getAuthority(@PathParam("id") String id);

    @POST
    @Path("authorities/{id}/revocation")
    @Operation(summary = "Ends an authority at once; open cases that depend on it are held")
    Authority revokeAuthority(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Revocation body);

    @POST
    @Path("deaths")
    @Operation(
            summary =
                    "Records a death; open cases of the dead person are held until heirs with all shares are recorded")
    @ApiResponse(
            responseCode = "201",
            description = "Recorded",
            content = @Content(schema = @Schema(implementation = Death.class)))
    Death recordDeath(@HeaderParam(IDEMPOTENCY_KEY) String key, NewDeath body);

    @GET
    @Path("deaths")
    @Operation(summary = "Lists deaths recorded by the caller's district, newest first")
    DeathList listDeaths(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @POST
    @Path("deaths/{id}/annulment")
    @Operation(summary = "Reverses a death recorded by mistake; cases that it held continue")
    Death annulDeath(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Revocation body);

    @POST
    @Path("cases/{id}/owner-presence")
    @Operation(
            summary = "Records that a represented owner came to the counter with the national card. The"
                    + " owner acts in person from now on, and a case held for lack of a representative"
                    + " continues")
    @ApiResponse(
            responseCode = "200",
            description = "The case",
            content = @Content(schema = @Schema(implementation = Case.class)))
    Case ownerPresent(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            OwnerPresence body);
}
