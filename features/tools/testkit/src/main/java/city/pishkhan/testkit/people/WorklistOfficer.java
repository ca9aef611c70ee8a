package city.pishkhan.testkit.people;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;

/** An officer of an agency that has no system of its own and works with the worklist that the hub hosts. */
public final class WorklistOfficer {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String LIST = "/agency/v1/worklist";

    private final HubClient hubClient;

    public WorklistOfficer(HubClient hubClient) {
        this.hubClient = hubClient;
    }

    /**
     * Waits until a case's inquiry is on the worklist.
     *
     * @param number case number
     * @return the inquiry
     */
    public JsonNode await(String number) throws InterruptedException {
        return Poll.until(
                LIMIT,
                PAUSE,
                () -> StreamSupport.stream(hubClient.get(LIST).path("items").spliterator(), false)
                        .map(item -> item.path("inquiry"))
                        .filter(inquiry -> inquiry.path("caseNumber").asText().equals(number))
                        .findFirst(),
                () -> "The worklist of " + hubClient.user() + " does not show case " + number);
    }

    /**
     * Claims an inquiry and answers it.
     *
     * @param verdict verdict that needs no data
     * @param reason  reason, or {@code null}
     */
    public void answer(JsonNode inquiry, String verdict, String reference, String reason) throws InterruptedException {
        ObjectNode answer =
                HubClient.JSON.createObjectNode().put("verdict", verdict).put("reference", reference);
        if (reason != null) {
            answer.put("reason", reason);
        }
        if (verdict.startsWith("approve")) {
            // like a real officer, opens all attachments before an approval
            for (JsonNode sheet : inquiry.path("attachments")) {
                hubClient.fetch("/agency/v1/inquiries/" + inquiry.path("id").asText() + "/attachments/"
                        + sheet.path("sha256").asText());
            }
        }
        claimAndAnswer(inquiry, answer);
    }

    /**
     * Claims an inquiry and answers it with findings.
     *
     * @param findings values by code, e.g. {@code builtFloors}
     */
    public void report(JsonNode inquiry, Map<String, ?> findings) throws InterruptedException {
        ObjectNode answer = HubClient.JSON.createObjectNode().put("verdict", "data");
        answer.set("data", HubClient.JSON.valueToTree(findings));
        claimAndAnswer(inquiry, answer);
    }

    private void claimAndAnswer(JsonNode inquiry, ObjectNode answer) throws InterruptedException {
        String id = inquiry.path("id").asText();
        JsonNode claim = hubClient.post(LIST + "/" + id + "/claim", null);
        answer.put("digest", inquiry.path("digest").asText())
                .put("fence", claim.path("fence").asLong());
        hubClient.post("/agency/v1/inquiries/" + id + "/answer", answer);
    }
}
