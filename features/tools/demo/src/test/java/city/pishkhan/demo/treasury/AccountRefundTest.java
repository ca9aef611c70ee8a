package city.pishkhan.demo.treasury;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.client.ScriptedHub;
import city.pishkhan.testkit.waiting.CityException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AccountRefundTest {
    private static final String LIST =
            """
            200 {"items": [{"id": "r-111111111111", "caseId": "other", "kind": "double"},
              {"id": "r-222222222222", "caseId": "c", "kind": "withdrawn"},
              {"id": "r-333333333333", "caseId": "c", "kind": "double"}]}""";
    private static final String ORDER =
            "200 refund,case,amount,iban,holder\nr-333333333333,22-1,9000,IR820540102680020817909002,\"راننده نمونه\"\n";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private String alone = "409 {\"code\": \"approval.same-person\"}";
    private String done =
            "200 {\"state\": \"done\", \"amount\": 9000, \"iban\": \"IR82…02\", \"reference\": \"PAYA-1\"}";
    private int decisions;
    private int orders;

    private String answer(String call, String token) {
        if (call.startsWith("GET /committee/v1/refunds")) {
            return LIST;
        }
        if (call.startsWith("GET /committee/v1/refund-orders.csv")) {
            return ++orders == 1 ? ORDER : "200 refund,case,amount,iban,holder\n";
        }
        if (call.contains("/decision")) {
            return ++decisions == 1 ? alone : "200 {}";
        }
        return call.contains("/completion") ? done : "201 {\"id\": \"7\"}";
    }

    private void pay(ScriptedHub hub) throws IOException, InterruptedException {
        new AccountRefund(
                        new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false),
                        hub.door(),
                        hub.door())
                .refundToAccount("c");
    }

    @Test
    void twoPeopleOrderAndCompleteRefund() throws Exception {
        try (ScriptedHub hub = new ScriptedHub(this::answer)) {
            pay(hub);
            assertEquals(2, decisions);
            assertTrue(
                    hub.calls.get(1).startsWith("POST /committee/v1/refunds/r-333333333333/order {\"iban\":\"IR8205"));
            assertTrue(hub.calls.contains(
                    "POST /committee/v1/refunds/r-333333333333/completion" + " {\"reference\":\"PAYA-333333333333\"}"));
        }
        assertTrue(
                printed.toString(StandardCharsets.UTF_8).contains("9,000 rial are refunded to IR82…02"),
                printed::toString);
    }

    @Test
    void failsIfOnePersonCanOrderRefundAlone() throws Exception {
        alone = "200 {}";
        try (ScriptedHub hub = new ScriptedHub(this::answer)) {
            assertThrows(CityException.class, () -> pay(hub));
        }
    }

    @Test
    void failsIfOrderNeverReachesBank() throws Exception {
        orders = 1;
        try (ScriptedHub hub = new ScriptedHub(this::answer)) {
            assertThrows(CityException.class, () -> pay(hub));
        }
    }

    @Test
    void failsIfRefundStaysOrdered() throws Exception {
        done = "200 {\"state\": \"ordered\"}";
        try (ScriptedHub hub = new ScriptedHub(this::answer)) {
            assertThrows(CityException.class, () -> pay(hub));
        }
    }
}
