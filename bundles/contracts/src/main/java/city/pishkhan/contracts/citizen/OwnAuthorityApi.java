package city.pishkhan.contracts.citizen;

import static city.pishkhan.contracts.Headers.IDEMPOTENCY_KEY;
import static city.pishkhan.contracts.Headers.IF_MATCH;

import city.pishkhan.contracts.office.Authority;
import city.pishkhan.contracts.office.Revocation;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** {@code /citizen/v1/authorities}: who holds authority over a citizen, and for whom a citizen acts; and giving one's case up. */
public interface OwnAuthorityApi {

    @GET
    @Path("authorities")
    @Operation(summary = "Who holds authority over oneself, and over whom one holds it oneself; newest first")
    OwnAuthorities listAuthorities(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit);

    @POST
    @Path("authorities/{id}/revocation")
    @Operation(
            summary =
                    "Ends an authority over oneself, or one that one holds, at once; a guardian's or an heir's only the district ends")
    Authority revokeAuthority(@HeaderParam(IDEMPOTENCY_KEY) String key, @PathParam("id") String id, Revocation body);

    @POST
    @Path("cases/{id}/withdrawal")
    @Operation(summary = "Withdraws one's own case, or one of somebody whose authority reaches so far")
    OwnCase withdrawCase(
            @HeaderParam(IDEMPOTENCY_KEY) String key,
            @HeaderParam(IF_MATCH) String version,
            @PathParam("id") String id,
            OwnWithdrawal body);
}
