package city.pishkhan.doors;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.util.List;

/** A contract with one operation of each shape. */
@Path("/")
@Consumes(APPLICATION_JSON)
@Produces(APPLICATION_JSON)
public interface SampleApi {

    /** Request and response body of the samples. */
    record Thing(Integer floors, List<Part> parts) {}

    record Part(String use) {}

    @POST
    @Path("things")
    Thing make(@HeaderParam("Idempotency-Key") String key, @QueryParam("say") List<String> say, Thing body);

    @GET
    @Path("things/{id}")
    @Produces({APPLICATION_JSON, "text/html"})
    Thing get(@PathParam("id") String id);

    @PUT
    @Path("things/{id}")
    Thing change(@PathParam("id") String id, Thing body);

    @POST
    @Path("files")
    @Consumes("*/*")
    Thing upload(InputStream body);
}
