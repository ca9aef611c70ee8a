package city.pishkhan.contracts.visitor;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static jakarta.ws.rs.core.MediaType.TEXT_HTML;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.InputStream;

/** {@code /verify}: anyone who holds a certificate checks it by the code printed on it. */
@Path("/")
public interface VerifyApi {

    @GET
    @Path("{code}")
    @Produces({APPLICATION_JSON, TEXT_HTML})
    CertificateCheck verify(@PathParam("code") String code);

    /** The certificate (X.509, PEM) of the key that signs certificates, and what is said of them here. */
    @GET
    @Path("signer")
    @Produces("application/x-pem-file")
    InputStream signer();
}
