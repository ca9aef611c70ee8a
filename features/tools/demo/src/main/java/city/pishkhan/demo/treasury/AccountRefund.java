package city.pishkhan.demo.treasury;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * A refund to a citizen's account: one treasurer names the account, a second treasurer approves, the order is exported to the bank,
 * and the bank's payment is recorded.
 */
final class AccountRefund {
    private static final String REFUNDS = "/committee/v1/refunds";
    private static final String IBAN = "IR820540102680020817909002";
    private static final String SAME_PERSON = "approval.same-person";

    private final Screen screen;
    private final HubClient one;
    private final HubClient two;

    AccountRefund(Screen screen, HubClient one, HubClient two) {
        this.screen = screen;
        this.one = one;
        this.two = two;
    }

    /** @param caseId case of the duplicate payment */
    void refundToAccount(String caseId) throws InterruptedException {
        JsonNode refund = StreamSupport.stream(
                        one.get(REFUNDS + "?state=due&limit=200").path("items").spliterator(), false)
                .filter(due -> due.path("caseId").asText().equals(caseId)
                        && due.path("kind").asText().equals("double"))
                .findFirst()
                .orElseThrow(() -> new CityException("There is no refund for case " + caseId));
        String id = refund.path("id").asText();
        JsonNode request = one.post(
                REFUNDS + "/" + id + "/order",
                HubClient.JSON
                        .createObjectNode()
                        .put("iban", IBAN)
                        .put("holder", "راننده نمونه")
                        .put("reason", "the bill was paid twice"));
        approve(request.path("id").asText());
        if (!order(id).replace("\"", "").endsWith("," + IBAN + ",راننده نمونه")) {
            throw new CityException("The order to the bank is wrong: " + order(id));
        }
        JsonNode done = one.post(
                REFUNDS + "/" + id + "/completion",
                HubClient.JSON.createObjectNode().put("reference", "PAYA-" + id.substring(id.length() - 12)));
        if (!done.path("state").asText().equals("done") || !order(id).isEmpty()) {
            throw new CityException("The refund is not completed: " + done);
        }
        screen.step(
                "treasury",
                "%,d rial are refunded to %s: %s requested it and cannot approve it herself, %s approved; reference of the interbank transfer (PAYA): %s"
                        .formatted(
                                done.path("amount").asLong(),
                                done.path("iban").asText(),
                                one.user(),
                                two.user(),
                                done.path("reference").asText()));
    }

    private void approve(String approval) throws InterruptedException {
        String path = "/committee/v1/approvals/" + approval + "/decision";
        var yes = HubClient.JSON.createObjectNode().put("approve", true);
        try {
            one.post(path, yes);
            throw new CityException(one.user() + " approved her own request");
        } catch (HubClient.Refused e) {
            if (!e.code().equals(SAME_PERSON)) {
                throw e;
            }
        }
        two.post(path, yes);
    }

    /** Returns a refund's line in the order to the bank, or an empty string if there is none. */
    private String order(String refund) throws InterruptedException {
        return one.table("/committee/v1/refund-orders.csv")
                .lines()
                .filter(line -> line.startsWith(refund + ","))
                .findFirst()
                .orElse("");
    }
}
