package city.pishkhan.simulators;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the partners' decisions, and the delivery of later answers to the hub. */
class AnswersTest {

    @TempDir
    Path folder;

    private final UUID id = UUID.randomUUID();
    private FakeHub hub;
    private Simulators simulators;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        hub = new FakeHub();
        startPartners();
    }

    private void startPartners() throws Exception {
        Options options = Options.parse(List.of(
                "--port", "0", "--data", folder.toString(), "--hub", hub.uri().toString()));
        options.credentials().setProperty("gas.hub.user", "gas");
        options.credentials().setProperty("gas.hub.password", "s3cret");
        options.credentials().setProperty("electricity.token", "t0ken");
        simulators = new Simulators(options, Simulators.all());
        http = new Http(simulators.port());
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
        hub.close();
    }

    private JsonNode answer(String partner, String facts) throws Exception {
        return Json.MAPPER.readTree(http.ask(partner, UUID.randomUUID(), facts).body());
    }

    private List<String> recorded(String partner) throws Exception {
        return http.ledger(partner).findValuesAsText("kind");
    }

    @Test
    void rulesDecideVerdictFromFacts() throws Exception {
        assertEquals("approve", answer("water", "{\"units\":20}").get("verdict").asText());
        assertEquals(
                "W-2",
                answer("water", "{\"units\":21}").at("/conditions/0/code").asText());
        assertEquals(
                "E-7",
                answer("electricity", "{\"area\":3001}")
                        .at("/conditions/0/code")
                        .asText());
        assertEquals(
                "reject",
                answer("gas", "{\"uses\":[\"industrial\"],\"district\":22}")
                        .get("verdict")
                        .asText());
    }

    @Test
    void specialPropertiesOverrideRules() throws Exception {
        JsonNode answer = answer("electricity", "{\"property\":\"1-1-1-905-0-0-0\",\"area\":3001}");
        assertEquals("need-more-information", answer.get("verdict").asText());
        assertTrue(answer.get("reason").asText().contains("simulated"));
        assertEquals(
                "approve",
                answer("gas", "{\"property\":\"1-1-1-905-0-0-0\"}")
                        .get("verdict")
                        .asText());
    }

    @Test
    void scriptOverridesSpecialProperties() throws Exception {
        http.control(
                "gas",
                """
                {"script":[{"when":{"property":"1-1-1-906-0-0-0","floors":4},"verdict":"approve-with-conditions",
                            "conditions":[{"code":"G-9","text":"x"}]}]}""");
        assertEquals(
                "reject",
                answer("gas", "{\"property\":\"1-1-1-906-0-0-0\",\"floors\":5}")
                        .get("verdict")
                        .asText());
        assertEquals(
                "G-9",
                answer("gas", "{\"property\":\"1-1-1-906-0-0-0\",\"floors\":4}")
                        .at("/conditions/0/code")
                        .asText());
    }

    @Test
    void repeatedInquiryGetsSameAnswerAfterRestart() throws Exception {
        String first = http.ask("gas", id, "{\"property\":\"1-1-1-906-0-0-0\"}").body();
        simulators.close();
        startPartners();
        assertEquals(first, http.ask("gas", id, "{\"property\":\"other\"}").body());
        assertEquals(List.of("inquiry", "repeat"), recorded("gas"));
    }

    @Test
    void rejectsDifferentDigestUnderSameId() throws Exception {
        http.ask("gas", id, "{}");
        String other = "{\"id\":\"%s\",\"digest\":\"%s\",\"facts\":{}}".formatted(id, "0d".repeat(32));
        assertEquals(
                409,
                http.post("/gas/inquiries", other, "Idempotency-Key", id.toString())
                        .statusCode());
        assertEquals(List.of("inquiry", "rejected"), recorded("gas"));
    }

    @Test
    void withdrawnInquiryIsRejected() throws Exception {
        assertEquals(
                404, http.post("/gas/inquiries/" + id + "/withdrawal", "{}").statusCode());
        http.ask("gas", id, "{}");
        assertEquals(
                200,
                http.post("/gas/inquiries/" + id + "/withdrawal", "{\"reason\":\"x\"}")
                        .statusCode());
        assertEquals(
                200,
                http.post("/gas/inquiries/" + id + "/withdrawal", "{\"reason\":\"x\"}")
                        .statusCode());
        assertEquals(410, http.ask("gas", id, "{}").statusCode());
        assertEquals(List.of("rejected", "inquiry", "withdrawn", "rejected"), recorded("gas"));
    }

    @Test
    void rejectsCallsWithWrongToken() throws Exception {
        assertEquals(200, http.ask("electricity", id, "{}").statusCode());
        assertEquals(
                401,
                http.post("/electricity/inquiries", "{}", "Authorization", "Bearer other")
                        .statusCode());
        assertEquals(401, http.get("/electricity/inquiries/" + id).statusCode());
    }

    @Test
    void retriesPushOfLateAnswerUntilAcknowledged() throws Exception {
        hub.statuses(503, 401, 200);
        http.control("gas", "{\"answerAfterMs\":100}");
        assertEquals(202, http.ask("gas", id, "{\"floors\":12}").statusCode());
        await().until(() -> recorded("gas").contains("acknowledged"));
        assertEquals(3, hub.calls.size());
        assertEquals(1, hub.calls.stream().distinct().count(), "the same answer under the same key each time");
        FakeHub.Call call = hub.calls.get(0);
        assertEquals("/agency/v1/inquiries/" + id + "/answer", call.path());
        assertEquals("Bearer a.b.c", call.authorization());
        assertEquals(2, hub.logins.size(), "anew after the hub refused the token");
        JsonNode login = Json.MAPPER.readTree(hub.logins.get(0));
        assertEquals("gas", login.get("user").asText());
        assertEquals("s3cret", login.get("password").asText());
        JsonNode pushed = Json.MAPPER.readTree(call.body());
        assertEquals("approve-with-conditions", pushed.get("verdict").asText());
        assertEquals(Http.DIGEST, pushed.get("digest").asText());
        assertEquals(200, http.ask("gas", id, "{}").statusCode(), "asked again it says what it pushed");
    }

    @Test
    void acceptsRepeatedInquiryThatIsNotAnsweredYet() throws Exception {
        http.control("gas", "{\"answerAfterMs\":3600000}");
        assertEquals(202, http.ask("gas", id, "{\"floors\":12}").statusCode());
        assertEquals(202, http.ask("gas", id, "{\"floors\":12}").statusCode());
        assertEquals(List.of(), hub.calls);
    }

    @Test
    void doesNotRetryAnswerRefusedByHub() throws Exception {
        hub.statuses(410);
        http.control("gas", "{\"answerAfterMs\":1}");
        http.ask("gas", id, "{}");
        await().until(() -> recorded("gas").contains("refused"));
        assertEquals(1, hub.calls.size());
    }

    @Test
    void pendingAnswerSurvivesRestart() throws Exception {
        hub.statuses(503);
        http.control("gas", "{\"answerAfterMs\":1}");
        http.ask("gas", id, "{}");
        await().until(() -> !hub.calls.isEmpty());
        simulators.close();
        hub.statuses(200);
        startPartners();
        await().until(() -> recorded("gas").contains("acknowledged"));
        assertEquals(1, recorded("gas").stream().filter("answered"::equals).count());
    }

    @Test
    void pushesAnswerAfterExtension() throws Exception {
        hub.statuses(200);
        JsonNode first = Json.MAPPER.readTree(
                http.ask("gas", id, "{\"property\":\"1-1-1-907-0-0-0\"}").body());
        assertEquals("extend", first.get("verdict").asText());
        assertTrue(java.time.Instant.parse(first.get("until").asText()).isAfter(java.time.Instant.now()));
        await().until(() -> recorded("gas").contains("acknowledged"));
        assertEquals(
                "approve",
                Json.MAPPER.readTree(hub.calls.get(0).body()).get("verdict").asText());
    }

    @Test
    void telecomInquiryIsSharedByBothInterfaces() throws Exception {
        String ask = "{\"request_no\":\"%s\",\"checksum\":\"%s\",\"file_no\":\"c-1\",\"address\":\"p\",\"flats\":9}"
                .formatted(id, Http.DIGEST);
        var response = http.post("/telecom/v2/requests", ask);
        assertEquals(201, response.statusCode());
        JsonNode receivedBody = Json.MAPPER.readTree(response.body());
        assertEquals("OK_WITH_TERMS", receivedBody.get("status").asText());
        assertEquals("T-1", receivedBody.at("/terms/0/code").asText());
        assertEquals(200, http.ask("telecom", id, "{}").statusCode(), "it is the same inquiry through both");
    }
}
