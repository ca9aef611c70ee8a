package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** {@code /track}: whoever was given a tracking code follows the case with it. */
@Path("/")
public interface TrackApi {

    /** A form to type the code in; with {@code code}, what it says. */
    @GET
    @Produces({TEXT_HTML, APPLICATION_JSON})
    CaseStanding trackForm(@QueryParam("code") String code);

    @GET
    @Path("{code}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    CaseStanding track(@PathParam("code") String code);
}
