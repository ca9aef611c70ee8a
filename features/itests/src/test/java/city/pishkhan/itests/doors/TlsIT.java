package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTPS is enabled at a running hub with certificates of {@code bin/dev-ca}. Callers use a token, a certificate, or an invalid certificate.
 */
@ExtendWith(SharedCityExtension.class)
class TlsIT {

    private static final String SETTINGS = "city.pishkhan.tls.cfg";
    private static final String WORKLIST = "/agency/v1/worklist";

    @TempDir
    static Path elsewhere;

    private static SharedCity city;
    private static DevCertificates certificates;
    private static URI https;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        certificates = DevCertificates.create(city.bin(), city.etc().resolve("tls"), "fire", "nobody", "both", "asker");
        Files.writeString(
                city.etc().resolve("users/demo.certificates"),
                "# machines of the agencies\ndns:fire.clients.pishkhan.test = agency:fire\n"
                        + "cn:operator = operator\ncn:expired = agency:fire\n"
                        + "dns:both.clients.pishkhan.test = agency:fire, office:1204\n"
                        + "dns:asker.clients.pishkhan.test = office:1204, person:0790419904\n");
        int port = Ports.findFree();
        https = URI.create("https://127.0.0.1:" + port);
        city.set(SETTINGS, "clients", "wants");
        city.set(SETTINGS, "port", Integer.toString(port));
        HttpClient client = certificates.client();
        Awaitility.await("HTTPS is up")
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> status(client, "/health/ready") == 200);
        Visitor fire = new Visitor(certificates.client(certificates.folder().resolve("fire.p12")), https);
        Awaitility.await("the file of certificates is read")
                .until(() -> fire.get(WORKLIST).status() == 200);
    }

    @AfterAll
    static void end() throws Exception {
        city.set(SETTINGS, "port", "0");
        Files.delete(city.etc().resolve("users/demo.certificates"));
        Awaitility.await("no component warns of the removed file").until(() -> !city.adminVisitor()
                .get("/health/ready")
                .json()
                .at("/warnings/components")
                .asText()
                .contains("demo.certificates"));
    }

    private static int status(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(https.resolve(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void acceptsTokenOverTls() throws Exception {
        Visitor clerk = new Visitor(certificates.client(), https).as("clerk-1204");
        DoorResponse cases = clerk.get("/office/v1/cases").expectStatus(200);
        assertEquals("max-age=31536000", cases.headers().get("strict-transport-security"));
    }

    @Test
    void clientCertificateIsLogin() throws Exception {
        Visitor fire = new Visitor(certificates.client(certificates.folder().resolve("fire.p12")), https);
        fire.get(WORKLIST).expectStatus(200);
        fire.get("/office/v1/cases").expectProblem(403, "access.forbidden");
        fire.get("/operator/v1/loads").expectProblem(403, "access.forbidden");
    }

    @Test
    void tokenOverridesCertificate() throws Exception {
        Visitor both = new Visitor(certificates.client(certificates.folder().resolve("fire.p12")), https);
        both.as("clerk-1204").get("/office/v1/cases").expectStatus(200);
        both.bearer("x").get(WORKLIST).expectProblem(401, "login.token");
    }

    /** A WS-Security UsernameToken in both versions of SOAP; refusals are the contract's own faults. */
    @Test
    void acceptsUsernameTokenInSoapMessage() throws Exception {
        Soap fire = Soap.agency(certificates.client(), https, "fire", "demo-fire");
        assertEquals(200, fire.call("getWorklist", "").response().status());
        assertEquals(200, fire.withSoap12().call("getWorklist", "").response().status());
        Soap wrong = Soap.agency(certificates.client(), https, "fire", "wrong");
        wrong.call("getWorklist", "").response().expectFault(Soap.AGENCY, "login.failed");
        wrong.withSoap12().call("getWorklist", "").response().expectFault(Soap.AGENCY, "login.failed");
        Soap.agency(certificates.client(), https, "clerk-1204", "demo-clerk-1204")
                .call("getWorklist", "")
                .response()
                .expectFault(Soap.AGENCY, "access.forbidden");
    }

    /** The UsernameToken identifies the caller, even if the client certificate belongs to another login. */
    @Test
    void usernameTokenOverridesCertificate() throws Exception {
        HttpClient fire = certificates.client(certificates.folder().resolve("fire.p12"));
        Soap.agency(fire, https, "clerk-1204", "demo-clerk-1204")
                .call("getWorklist", "")
                .response()
                .expectFault(Soap.AGENCY, "access.forbidden");
    }

    @Test
    void rejectsConnectionWithoutLogin() throws Exception {
        new Visitor(certificates.client(), https).get(WORKLIST).expectProblem(401, "access.unauthenticated");
    }

    /** A certificate from the hub's authority is refused if no line of a certificates file names its login. */
    @Test
    void rejectsCertificateWithoutLogin() throws Exception {
        new Visitor(certificates.client(certificates.folder().resolve("nobody.p12")), https)
                .get(WORKLIST)
                .expectProblem(401, "login.certificate");
    }

    /** A line of a certificates file may name the login of an agency or an office, but not that of a governing role. */
    @Test
    void certificateCannotGrantOperatorRole() throws Exception {
        DevCertificates.create(city.bin(), certificates.folder(), "operator");
        new Visitor(certificates.client(certificates.folder().resolve("operator.p12")), https)
                .get("/operator/v1/loads")
                .expectProblem(401, "login.certificate");
    }

    /**
     * A certificate with excluding roles is refused. A certificate is also refused as soon as its person has another login with an
     * excluding role.
     */
    @Test
    void rejectsCertificateWithConflictingRoles() throws Exception {
        new Visitor(certificates.client(certificates.folder().resolve("both.p12")), https)
                .get(WORKLIST)
                .expectProblem(401, "login.certificate");
        String warnings = city.adminVisitor()
                .get("/health/ready")
                .json()
                .at("/warnings/components")
                .asText();
        assertTrue(
                warnings.contains("demo.certificates:5: login dns:both.clients.pishkhan.test is rejected:"
                        + " one person must not have both agency:fire and office:1204"),
                warnings);
        Visitor asker = new Visitor(certificates.client(certificates.folder().resolve("asker.p12")), https);
        asker.get("/office/v1/cases").expectStatus(200);
        assertFalse(
                Files.readString(city.etc().resolve("users/demo.certificates")).contains("0790419904"));
        Path users = city.etc().resolve("users/answers.users");
        Files.writeString(users, "answers = plain:demo-answers, agency:fire, person:0790419904\n");
        try {
            Awaitility.await("the same person answers")
                    .until(() -> asker.get("/office/v1/cases").status() == 401);
            asker.get("/office/v1/cases").expectProblem(401, "login.excluded");
            city.visitor().as("answers").get(WORKLIST).expectStatus(200);
        } finally {
            Files.delete(users);
        }
    }

    /**
     * A certificate is refused if another authority with the same name has signed it, even if its own name is known.
     */
    @Test
    void rejectsCertificateOfUnknownAuthority() throws Exception {
        DevCertificates forged = DevCertificates.create(city.bin(), elsewhere.resolve("forged"), "fire");
        HttpClient client = certificates.client(forged.folder().resolve("fire.p12"));
        assertRefusedByTls(client);
    }

    @Test
    void rejectsExpiredCertificate() throws Exception {
        DevCertificates.create(city.bin(), certificates.folder(), "--days", "-1", "expired");
        assertRefusedByTls(certificates.client(certificates.folder().resolve("expired.p12")));
    }

    private static void assertRefusedByTls(HttpClient client) {
        IOException broken = assertThrows(IOException.class, () -> status(client, WORKLIST));
        assertTrue(
                broken instanceof SSLException || broken.getMessage().contains("closed") || broken.getCause() != null,
                broken::toString);
    }

    /** A client that does not trust the authority cannot connect. */
    @Test
    void untrustingClientCannotConnect() {
        assertInstanceOf(
                SSLException.class,
                assertThrows(IOException.class, () -> status(HttpClient.newHttpClient(), "/health/ready")));
    }

    /** A renewed certificate is used without a restart, and a certificate that expires soon is reported. */
    @Test
    void renewedCertificateIsUsedAndExpiryReported() throws Exception {
        Files.delete(certificates.folder().resolve("server.p12"));
        DevCertificates.create(city.bin(), certificates.folder(), "--days", "5");
        Visitor here = city.adminVisitor();
        Awaitility.await("the new certificate is watched").until(() -> here.get("/health/ready")
                .json()
                .at("/warnings/tls")
                .asText()
                .contains("server:server expires on"));
        assertEquals("up", here.get("/health/ready").json().path("status").asText());
        assertTrue(city.log().contains("The certificate server:server expires on"));
        String metrics = here.get("/metrics", "Accept", "text/plain").body();
        String line = metrics.lines()
                .filter(l -> l.startsWith("pishkhan_certificate_expires_seconds{certificate=\"server:server\"}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(metrics));
        double days = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) / 86_400;
        assertTrue(days > 3 && days < 5, line);
        new Visitor(certificates.client(), https)
                .as("clerk-1204")
                .get("/office/v1/cases")
                .expectStatus(200);
    }
}
