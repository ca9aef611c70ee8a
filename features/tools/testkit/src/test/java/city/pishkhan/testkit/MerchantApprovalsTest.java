package city.pishkhan.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.ScriptedHub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerchantApprovalsTest {

    private static final String ACCOUNTS =
            """
            200 {"items": [
              {"gateway": "mellat", "terminal": "1", "fingerprint": "a", "here": true, "state": "waiting"},
              {"gateway": "saman", "terminal": "2", "fingerprint": "b", "here": true, "state": "approved"},
              {"gateway": "reader-1204", "terminal": "4", "fingerprint": "e", "here": true, "state": "approved"},
              {"gateway": "saman-branch", "terminal": "5", "fingerprint": "f", "here": true, "state": "approved"},
              {"gateway": "gone", "terminal": "3", "fingerprint": "c", "here": true, "state": "withdrawn"},
              {"gateway": "mellat", "terminal": "1", "fingerprint": "d", "here": false, "state": "waiting"}]}""";

    @Test
    void requestsAndApprovesPendingMerchantAccounts() throws Exception {
        List<String> steps = new ArrayList<>();
        try (ScriptedHub hub = new ScriptedHub((call, token) ->
                call.startsWith("GET") ? ACCOUNTS : call.contains("/decision") ? "200 {}" : "201 {\"id\": \"7\"}")) {
            new MerchantApprovals(user -> hub.door(), (who, what) -> steps.add(what)).complete();
            assertEquals(
                    List.of(
                            "GET /committee/v1/merchants",
                            "POST /committee/v1/merchants/mellat/1/approval {\"fingerprint\":\"a\",\"reason\":\"the demo city takes payments there\"}",
                            "POST /committee/v1/approvals/7/decision {\"approve\":true}"),
                    hub.calls);
        }
        assertTrue(steps.get(0).contains("mellat/1"), steps::toString);
    }
}
