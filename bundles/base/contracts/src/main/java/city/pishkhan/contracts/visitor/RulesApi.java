package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;
import static jakarta.ws.rs.core.MediaType.WILDCARD;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.servers.Server;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;

/**
 * {@code /rules}: the city's public rules, as pages or as JSON. Each answer has an ETag. Pages are Persian, or English by {@code lang=en}.
 */
@OpenAPIDefinition(servers = @Server(url = "/rules"))
@SecurityRequirements
@Path("/")
public interface RulesApi {

    @GET
    @Produces({APPLICATION_JSON, TEXT_HTML})
    @Operation(summary = "Lists the rule sets: in force, coming, proposed by an undecided draft, and past")
    RuleList rules(@QueryParam("lang") String lang);

    @GET
    @Path("{hash}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    @Operation(summary = "Reads one whole rule set")
    RuleText rulesOfSet(@PathParam("hash") String hash, @QueryParam("lang") String lang);

    @GET
    @Path("{hash}/{procedure}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    @Operation(summary = "Reads one procedure of a rule set: its stages, and everything that they use")
    RuleText rulesOfProcedure(
            @PathParam("hash") String hash, @PathParam("procedure") String procedure, @QueryParam("lang") String lang);

    @GET
    @Path("{hash}/files/{name: .+}")
    @Produces(WILDCARD)
    @Operation(summary = "Reads one effective file of a rule set, so that anybody can compute the hash")
    InputStream ruleFile(@PathParam("hash") String hash, @PathParam("name") String name);
}
