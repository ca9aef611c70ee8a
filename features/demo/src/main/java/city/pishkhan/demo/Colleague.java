package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Somebody of an agency without a system of its own, who works in the list that the hub hosts. */
public final class Colleague {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MS = 200;
    private static final String LIST = "/agency/v1/worklist";

    private final HubClient hubClient;

    public Colleague(HubClient hubClient) {
        this.hubClient = hubClient;
    }

    /** @return the inquiry of a case, once it is on the list. @param number by which people call the case */
    public JsonNode await(String number) throws InterruptedException {
        for (Instant until = Instant.now().plus(LIMIT); Instant.now().isBefore(until); Thread.sleep(LOOK_MS)) {
            for (JsonNode item : hubClient.get(LIST).path("items")) {
                if (item.at("/inquiry/caseNumber").asText().equals(number)) {
                    return item.path("inquiry");
                }
            }
        }
        throw new Trouble("The worklist of " + hubClient.user() + " does not show case " + number);
    }

    /** Takes an inquiry from the list and answers it. @param verdict that needs no data @param reason may be {@code null} */
    public void answer(JsonNode inquiry, String verdict, String reference, String reason) throws InterruptedException {
        ObjectNode answer =
                HubClient.JSON.createObjectNode().put("verdict", verdict).put("reference", reference);
        if (reason != null) {
            answer.put("reason", reason);
        }
        claimed(inquiry, answer);
    }

    /** Takes an inquiry from the list and reports what was found. @param findings by the names of the vocabulary */
    public void report(JsonNode inquiry, Map<String, ?> findings) throws InterruptedException {
        ObjectNode answer = HubClient.JSON.createObjectNode().put("verdict", "data");
        answer.set("data", HubClient.JSON.valueToTree(findings));
        claimed(inquiry, answer);
    }

    private void claimed(JsonNode inquiry, ObjectNode answer) throws InterruptedException {
        String id = inquiry.path("id").asText();
        JsonNode claim = hubClient.post(LIST + "/" + id + "/claim", null);
        answer.put("digest", inquiry.path("digest").asText())
                .put("fence", claim.path("fence").asLong());
        hubClient.post("/agency/v1/inquiries/" + id + "/answer", answer);
    }
}
