package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;

import city.pishkhan.contracts.office.persons.Authority;
import city.pishkhan.contracts.office.persons.Revocation;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** {@code /citizen/v1/authorities}: authorities that concern the citizen, and withdrawal of the citizen's own cases. */
public interface OwnAuthorityApi {

    @GET
    @Path("authorities")
    @Operation(
            summary =
                    "Lists the authorities that others have over the caller or that the caller has over others; newest first")
    OwnAuthorities listAuthorities(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @POST
    @Path("authorities/{id}/revocation")
    @Operation(
            summary = "Ends one of these authorities at once; only the district can end an authority of a"
                    + " guardian or heir")
    Authority revokeAuthority(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Revocation body);

    @POST
    @Path("cases/{id}/withdrawal")
    @Operation(summary = "Withdraws the caller's own case, or a case for whose withdrawal the caller has authority")
    OwnCase withdrawCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            OwnWithdrawal body);
}
