package city.pishkhan.testkit.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.client.ScriptedHub;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change states the version of the case that was last read; if this version is stale, the case is read again. */
class OfficeCasesTest {
    private static final String PATH = "/office/v1/cases/1";

    private static String answer(String call) {
        if (call.startsWith("GET")) {
            return "200 {\"id\": \"1\", \"version\": 4}";
        }
        return call.endsWith("\"4\"")
                ? "200 {\"id\": \"1\", \"version\": 5}"
                : "412 {\"code\": \"version.old\", \"messageEn\": \"old\"}";
    }

    @Test
    void staleVersionIsReloadedAndRetried() throws Exception {
        try (ScriptedHub hub = new ScriptedHub((call, token) -> answer(call))) {
            HubClient hubClient = hub.door();
            OfficeCases cases = new OfficeCases(hubClient);
            cases.storeVersion(ScriptedHub.json("{'id': '1', 'version': 3}"));
            assertEquals(
                    5,
                    cases.change("1", version -> hubClient.post(OfficeCases.path("1") + "/submission", version, null))
                            .path("version")
                            .asInt());
            assertEquals(
                    List.of("POST " + PATH + "/submission \"3\"", "GET " + PATH, "POST " + PATH + "/submission \"4\""),
                    hub.calls);
        }
    }

    @Test
    void otherRefusalIsNotRetried() throws Exception {
        try (ScriptedHub hub =
                new ScriptedHub((call, token) -> "409 {\"code\": \"stage.other\", \"messageEn\": \"no\"}")) {
            HubClient hubClient = hub.door();
            OfficeCases cases = new OfficeCases(hubClient);
            cases.storeVersion(ScriptedHub.json("{'id': '1', 'version': 3}"));
            assertEquals(
                    409,
                    assertThrows(
                                    HubClient.Refused.class,
                                    () -> cases.change("1", version -> hubClient.post(PATH, version, null)))
                            .status());
            assertEquals(1, hub.calls.size());
        }
    }
}
