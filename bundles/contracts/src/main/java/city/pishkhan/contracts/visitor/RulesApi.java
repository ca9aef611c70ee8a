package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.InputStream;

/** {@code /rules}: the city's rules, for anybody, as pages or as JSON. Each answer has an ETag. */
@Path("/")
public interface RulesApi {

    /** In force, coming, proposed by a draft that is not decided yet, and past. */
    @GET
    @Produces({APPLICATION_JSON, TEXT_HTML})
    RuleList rules();

    /** One rule set whole. @param hash 64 hex digits */
    @GET
    @Path("{hash}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    RuleText rulesOfSet(@PathParam("hash") String hash);

    /** One procedure of it: its stages, and what they decide by. @param procedure its service, e.g. {@code building-permit} */
    @GET
    @Path("{hash}/{procedure}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    RuleText rulesOfProcedure(@PathParam("hash") String hash, @PathParam("procedure") String procedure);

    /** One of its files as it counts, so that anybody can compute the hash. */
    @GET
    @Path("{hash}/files/{name: .+}")
    @Produces(WILDCARD)
    InputStream ruleFile(@PathParam("hash") String hash, @PathParam("name") String name);
}
