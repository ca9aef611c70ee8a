package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

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

/** {@code /verify}: public check of a certificate by its printed code. Pages are Persian, or English by {@code lang=en}. */
@OpenAPIDefinition(servers = @Server(url = "/verify"))
@SecurityRequirements
@Path("/")
public interface VerifyApi {

    @GET
    @Produces({TEXT_HTML, APPLICATION_JSON})
    @Operation(summary = "Form for a certificate's code; with code, the state of that certificate")
    CertificateCheck verifyForm(@QueryParam("code") String code, @QueryParam("lang") String lang);

    @GET
    @Path("{code}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    @Operation(summary = "State of the certificate with this code")
    CertificateCheck verify(@PathParam("code") String code, @QueryParam("lang") String lang);

    @GET
    @Path("signer")
    @Produces("application/x-pem-file")
    @Operation(
            summary = "The certificate (X.509, PEM) of the key that signs certificates and the answers of this check")
    InputStream signer();
}
