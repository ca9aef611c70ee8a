package city.pishkhan.contracts.operator;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** {@code /operator/v1}: what waits, and why. */
@Path("/")
@Produces(APPLICATION_JSON)
public interface OperatorApi {

    /** Inquiries, newest first. */
    @GET
    @Path("inquiries")
    InquiryList listInquiries(
            @QueryParam("agency") String agency,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit);

    /** What waits, per agency. */
    @GET
    @Path("loads")
    Loads getLoads();
}
