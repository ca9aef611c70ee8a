package city.pishkhan.testkit.partners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.ScriptedHub;
import city.pishkhan.testkit.waiting.CityException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SimulatedPartnersTest {
    private final List<String> texts = new CopyOnWriteArrayList<>(List.of("code 111111"));

    private String answer(String call) {
        if (call.startsWith("POST /control/fire")) {
            return "200 {}";
        }
        if (call.equals("GET /fire/ledger")) {
            return "200 [{\"id\": \"1\"}, {\"id\": \"2\"}]";
        }
        if (call.equals("GET /sms/outbox?to=0912")) {
            return "200 ["
                    + String.join(
                            ", ",
                            texts.stream()
                                    .map(text -> "{\"text\": \"" + text + "\"}")
                                    .toList()) + "]";
        }
        return "404 nobody";
    }

    private SimulatedPartners partners(ScriptedHub server) {
        return new SimulatedPartners(HttpClient.newHttpClient(), server.address());
    }

    @Test
    void sendsControlToPartner() throws Exception {
        try (ScriptedHub server = new ScriptedHub((call, token) -> answer(call))) {
            partners(server).control("fire", Map.of("down", true));
            assertEquals(List.of("POST /control/fire {\"down\":true}"), server.calls);
        }
    }

    @Test
    void controlOfUnknownPartnerFails() throws Exception {
        try (ScriptedHub server = new ScriptedHub((call, token) -> answer(call))) {
            CityException refused =
                    assertThrows(CityException.class, () -> partners(server).control("nobody", Map.of()));
            assertTrue(refused.getMessage().contains("/control/nobody answers 404"), refused::getMessage);
        }
    }

    @Test
    void readsPartnerLedger() throws Exception {
        try (ScriptedHub server = new ScriptedHub((call, token) -> answer(call))) {
            assertEquals(
                    List.of("1", "2"),
                    partners(server).ledger("fire").stream()
                            .map(entry -> entry.path("id").asText())
                            .toList());
        }
    }

    @Test
    void returnsCodeOfNewMessage() throws Exception {
        try (ScriptedHub server = new ScriptedHub((call, token) -> answer(call))) {
            assertEquals("222222", partners(server).code("0912", () -> texts.add("your code: 222222, for 5 minutes")));
        }
    }
}
