package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_FORM_URLENCODED;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MultivaluedMap;

/** What needs no login. Nothing here says more than its caller knows already. */
@Path("/")
public interface VisitorApi {

    /** Exchanges a login for a short-lived token. */
    @POST
    @Path("auth/v1/token")
    @Consumes(APPLICATION_JSON)
    @Produces(APPLICATION_JSON)
    TokenGrant login(Login body);

    /** The payer's browser comes back from a bank's page. What it brings is a hint; the bank itself is asked. */
    @POST
    @Path("pay/{gateway}/callback")
    @Consumes(APPLICATION_FORM_URLENCODED)
    @Produces(TEXT_HTML)
    String payCallback(@PathParam("gateway") String gateway, MultivaluedMap<String, String> body);

    /** Checks a certificate by the code printed on it. */
    @GET
    @Path("verify/{code}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    CertificateCheck verify(@PathParam("code") String code);
}
