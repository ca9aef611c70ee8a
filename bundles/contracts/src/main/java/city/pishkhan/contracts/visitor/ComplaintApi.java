package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** {@code /complaints}: anybody complains of whoever takes part, and follows what becomes of it. */
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface ComplaintApi {

    /** Answers with the code by which it is followed. */
    @POST
    ComplaintReceipt complain(NewComplaint body);

    @GET
    @Path("{code}")
    ComplaintStanding followComplaint(@PathParam("code") String code);
}
