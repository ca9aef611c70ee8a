package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login provider (OIDC) that is configured at a running hub: its tokens give exactly the access of their holders. */
@ExtendWith(SharedCityExtension.class)
class OidcIT {

    private static SharedCity city;
    private static KeyPair keys;
    private static HttpServer provider;
    private static String issuer;
    private static Path settings;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        keys = pair();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks", exchange -> {
            byte[] body = jwks().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        settings = city.etc().resolve("city.pishkhan.access.oidc-test.cfg");
        Files.writeString(
                settings,
                "name=city\nissuer=" + issuer + "\naudience=pishkhan\njwks.url=" + issuer
                        + "/jwks\nperson.claim=national_id\nrole.map=fire-officers=agency:fire,observers=oversight\n");
        Visitor officer = city.visitor().bearer(token(keys, "pishkhan", "fire-officers", 600));
        Awaitility.await("the provider is known")
                .until(() -> officer.get("/agency/v1/worklist").status() == 200);
    }

    @AfterAll
    static void end() throws Exception {
        provider.stop(0);
        Files.delete(settings);
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"use\":\"sig\",\"n\":\"" + number(key.getModulus())
                + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}";
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String token(KeyPair by, String audience, String role, long seconds) throws Exception {
        return token(by, audience, "\"roles\":[\"" + role + "\"]", "maryam", seconds);
    }

    private static String token(KeyPair by, String audience, String claims, String name, long seconds)
            throws Exception {
        long now = Instant.now().getEpochSecond();
        String text = encoded("{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoded(("{\"iss\":\"" + issuer + "\",\"aud\":\"" + audience + "\",\"sub\":\"" + name + "\"," + claims
                                + ",\"iat\":" + now + ",\"exp\":" + (now + seconds) + "}")
                        .getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(by.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encoded(signature.sign());
    }

    @Test
    void acceptsProviderTokens() throws Exception {
        Visitor oversight = city.visitor().bearer(token(keys, "pishkhan", "observers", 600));
        oversight.get("/office/v1/cases").expectStatus(200);
        oversight.post("/office/v1/cases", "{}").expectProblem(403, "access.forbidden");
        city.visitor()
                .bearer(token(keys, "pishkhan", "fire-officers", 600))
                .get("/office/v1/cases")
                .expectProblem(403, "access.forbidden");
    }

    @Test
    void rejectsInvalidProviderTokens() throws Exception {
        city.store().assertUnchangedBy(() -> {
            for (String wrong : new String[] {
                token(keys, "others", "observers", 600),
                token(keys, "pishkhan", "observers", -600),
                token(keys, "pishkhan", "operator", 600),
                token(pair(), "pishkhan", "observers", 600)
            }) {
                city.visitor().bearer(wrong).get("/office/v1/cases").expectProblem(401, "login.token");
            }
        });
    }

    /** Mutually exclusive roles are refused, within one token and together with the same person's login in the hub. */
    @Test
    void rejectsConflictingRoles() throws Exception {
        String cases = "/office/v1/cases";
        String both = token(keys, "pishkhan", "\"roles\":[\"observers\",\"fire-officers\"]", "nima", 600);
        String hers = "\"roles\":[\"observers\"],\"national_id\":\"0684159414\"";
        Visitor oversight = city.visitor().bearer(token(keys, "pishkhan", hers, "maryam", 600));
        oversight.get(cases).expectStatus(200);
        city.store().assertUnchangedBy(() -> {
            city.visitor().bearer(both).get(cases).expectProblem(401, "login.excluded");
            city.visitor()
                    .bearer(token(keys, "pishkhan", hers.replace("9414", "9415"), "maryam", 600))
                    .get(cases)
                    .expectProblem(401, "login.token");
        });
        Path users = city.etc().resolve("users/oidc.users");
        Files.writeString(users, "m.karimi = plain:demo-m.karimi, treasury, person:0684159414\n");
        try {
            Awaitility.await("the treasury's login is hers too")
                    .until(() -> oversight.get(cases).status() == 401);
            oversight.get(cases).expectProblem(401, "login.excluded");
            city.visitor().as("m.karimi").get("/committee/v1/approvals").expectStatus(200);
            assertTrue(city.log().contains("Login city:maryam is refused: oversight and treasury"));
        } finally {
            Files.delete(users);
        }
        Awaitility.await("without it she inspects again")
                .until(() -> oversight.get(cases).status() == 200);
    }

    /**
     * A role added to the provider's file takes effect only after two people have approved it. A change of the provider's keys removes all
     * its roles.
     */
    @Test
    void newProviderRoleNeedsTwoApprovals() throws Exception {
        String users = "city.pishkhan.access.users.cfg";
        String before = Files.readString(settings);
        Visitor auditor = city.visitor().bearer(token(keys, "pishkhan", "auditors", 600));
        city.set(users, "new.logins", "waits");
        try {
            Files.writeString(settings, before.replace("observers=oversight", "auditors=oversight"));
            Awaitility.await("it waits")
                    .until(() -> city.adminVisitor().get("/health/ready").body().contains("oidc:city:auditors"));
            auditor.get("/office/v1/cases").expectProblem(401, "login.token");
            String path = "/committee/v1/logins/oidc:city:auditors/acceptance";
            String request = city.visitor()
                    .as("operator")
                    .post(path, "{\"reason\":\"the court of audit reads along\"}")
                    .expectStatus(201)
                    .json()
                    .path("id")
                    .asText();
            auditor.get("/office/v1/cases").expectProblem(401, "login.token");
            city.visitor()
                    .as("institute")
                    .post("/committee/v1/approvals/" + request + "/decision", "{\"approve\":true}")
                    .expectStatus(200);
            Awaitility.await("two people said yes")
                    .until(() -> auditor.get("/office/v1/cases").status() == 200);
            // a changed principal claim changes the identity of a token's holder, so it needs a new approval
            Files.writeString(settings, before.replace("observers=", "auditors=") + "principal.claim=email\n");
            Awaitility.await("a file that says otherwise waits anew")
                    .until(() -> auditor.get("/office/v1/cases").status() == 401);
        } finally {
            Files.writeString(settings, before);
            city.set(users, "new.logins", "at-once");
        }
        Visitor oversight = city.visitor().bearer(token(keys, "pishkhan", "observers", 600));
        Awaitility.await("as before")
                .until(() -> oversight.get("/office/v1/cases").status() == 200);
    }

    @Test
    void hubLoginsStillWork() {
        city.visitor().as("clerk-1204").get("/office/v1/cases").expectStatus(200);
    }
}
