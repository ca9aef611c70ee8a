package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the witness of the hub's seals. */
class WitnessPartnerTest {
    private static final String HEADER = "Pishkhan-Signature";
    private static final String GENESIS = "0".repeat(64);

    @TempDir
    Path folder;

    private Simulators simulators;
    private Http http;
    private String secret;

    @BeforeEach
    void start() throws Exception {
        simulators =
                new Simulators(Options.parse(List.of("--port", "0", "--data", folder.toString())), Simulators.all());
        http = new Http(simulators.port());
        secret = Files.readString(folder.resolve("witness.secret")).strip();
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private static ObjectNode seal(int number, String previous) {
        return Json.MAPPER
                .createObjectNode()
                .put("number", number)
                .put("from", 10 * number - 9)
                .put("to", 10 * number)
                .put("chains", 2)
                .put("root", "ab".repeat(32))
                .put("previous", previous)
                .put("at", "2026-05-01T08:30:00.123456Z")
                .put("key", "k1")
                .put("signature", "c2lnbmVk");
    }

    private static String mac(String secret, long time, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> pushSeal(JsonNode seal) throws Exception {
        return pushSeal(seal, secret, Instant.now().getEpochSecond());
    }

    private HttpResponse<String> pushSeal(JsonNode seal, String signer, long time) throws Exception {
        String body = Json.MAPPER.createObjectNode().set("seal", seal).toString();
        return http.post("/witness/seals", body, HEADER, "t=" + time + ",v1=" + mac(signer, time, body));
    }

    /** Checks status, number and signature of a receipt, and returns the hash in it. */
    private String receipt(int status, int number, HttpResponse<String> answer) throws Exception {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(hasValidSignature(answer), answer.headers()::toString);
        JsonNode reply = Json.MAPPER.readTree(answer.body());
        assertEquals(number, reply.path("number").asInt());
        return reply.path("hash").asText();
    }

    private boolean hasValidSignature(HttpResponse<String> answer) throws Exception {
        String given = answer.headers().firstValue(HEADER).orElse("t=0,");
        long time = Long.parseLong(given.substring(2, given.indexOf(',')));
        return given.equals("t=" + time + ",v1=" + mac(secret, time, answer.body()));
    }

    private List<String> storedSeals() throws IOException, InterruptedException {
        return http.get("/witness/seals").body().lines().toList();
    }

    @Test
    void storesSealOnceAndSignsReceipt() throws Exception {
        JsonNode first = seal(1, GENESIS);
        String hash = receipt(200, 1, pushSeal(first));
        // the value was computed with sha256sum; the hub computes the same
        assertEquals("371da9ada43b6a64c362e2f40027a38c2a6e519ea20c6a9b70f705e0cfabf431", hash);
        JsonNode second = seal(2, hash);
        receipt(200, 2, pushSeal(second));
        assertEquals(hash, receipt(200, 1, pushSeal(first)), "again");
        stop();
        start();
        assertEquals(List.of(first.toString(), second.toString()), storedSeals(), "on disk");
        assertEquals(hash, receipt(200, 1, pushSeal(first)));
        assertEquals(2, http.ledger("witness").size());
    }

    @Test
    void rejectsContradictingSeals() throws Exception {
        String first = receipt(200, 1, pushSeal(seal(1, GENESIS)));
        String second = receipt(200, 2, pushSeal(seal(2, first)));
        assertEquals(second, receipt(409, 2, pushSeal(seal(2, first).put("root", "cd".repeat(32)))), "the same number");
        assertEquals(second, receipt(409, 2, pushSeal(seal(3, GENESIS))), "it goes on from another one");
        receipt(200, 3, pushSeal(seal(3, second)));
        String sixth = receipt(200, 6, pushSeal(seal(6, GENESIS)));
        assertEquals(sixth, receipt(409, 6, pushSeal(seal(5, GENESIS))), "the next one does not go on from it");
        assertEquals(4, storedSeals().size());
        assertEquals(
                List.of("kept", "kept", "refused", "refused", "kept", "kept", "refused"),
                http.ledger("witness").findValuesAsText("kind"));
    }

    @Test
    void rejectsUnsignedOldAndInvalidSeals() throws Exception {
        long now = Instant.now().getEpochSecond();
        assertEquals(401, pushSeal(seal(1, GENESIS), "a secret of nobody", now).statusCode());
        assertEquals(401, pushSeal(seal(1, GENESIS), secret, now - 3_600).statusCode());
        assertEquals(401, http.post("/witness/seals", "{}").statusCode());
        HttpResponse<String> none = pushSeal(Json.MAPPER.createObjectNode().put("number", 1));
        assertEquals(400, none.statusCode());
        assertTrue(none.body().contains("seal.from"), none.body());
        assertEquals(413, http.post("/witness/seals", " ".repeat(70_000)).statusCode());
        assertEquals(List.of(), storedSeals());
    }

    @Test
    void followsScriptedReceiptErrors() throws Exception {
        JsonNode seal = seal(1, GENESIS);
        http.control("witness", "{\"script\":[{\"receipt\":\"unsigned\"}]}");
        assertTrue(pushSeal(seal).headers().firstValue(HEADER).isEmpty());
        http.control("witness", "{\"script\":[{\"receipt\":\"forged\"}]}");
        HttpResponse<String> forged = pushSeal(seal);
        assertTrue(forged.headers().firstValue(HEADER).isPresent() && !hasValidSignature(forged));
        http.control("witness", "{\"script\":[{\"receipt\":\"other\"}]}");
        String other = receipt(200, 1, pushSeal(seal));
        http.control("witness", "{\"script\":[]}");
        assertNotEquals(other, receipt(200, 1, pushSeal(seal)));
        http.control("witness", "{\"fault\":\"error500\",\"times\":1}");
        assertEquals(500, pushSeal(seal).statusCode());
        http.control("witness", "{\"down\":true}");
        assertThrows(IOException.class, () -> pushSeal(seal));
    }

    @Test
    void secretIsGeneratedOnceAndPrivate() throws Exception {
        Path file = folder.resolve("witness.secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(32, secret.length());
        String before = secret;
        stop();
        start();
        assertEquals(before, secret);
    }
}
