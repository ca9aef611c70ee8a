package city.pishkhan.testkit;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Approval of merchant accounts by two treasurers, which payments require: one requests it, the other approves. */
final class MerchantApprovals {

    private static final List<String> BANKS = List.of("mellat", "saman", "reader-1204", "saman-branch");
    private static final String DOOR = "/committee/v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HubClient one;
    private final HubClient two;
    private final ProgressListener progress;

    /** @param logins client by name of a demo login */
    MerchantApprovals(Function<String, HubClient> logins, ProgressListener progress) {
        this.one = logins.apply("treasury");
        this.two = logins.apply("treasury-2");
        this.progress = progress;
    }

    /** Approves all configured accounts that are not approved yet. Withdrawn accounts stay withdrawn. */
    void complete() throws InterruptedException {
        for (JsonNode account : awaitConfigured()) {
            if (List.of("waiting", "asked").contains(account.path("state").asText())) {
                approve(account);
            }
        }
    }

    /** Waits until all gateways are registered, which can be shortly after the doors are open. */
    private List<JsonNode> awaitConfigured() throws InterruptedException {
        return Poll.until(
                PATIENCE,
                PAUSE,
                () -> Optional.of(accountsOfThisCity()).filter(here -> here.stream()
                        .map(account -> account.path("gateway").asText())
                        .toList()
                        .containsAll(BANKS)),
                () -> "The hub does not have all its payment gateways " + BANKS);
    }

    private List<JsonNode> accountsOfThisCity() throws InterruptedException {
        return StreamSupport.stream(one.get(DOOR + "/merchants").path("items").spliterator(), false)
                .filter(account -> account.path("here").asBoolean())
                .toList();
    }

    private void approve(JsonNode account) throws InterruptedException {
        String name = account.path("gateway").asText() + "/"
                + account.path("terminal").asText();
        JsonNode request = one.post(
                DOOR + "/merchants/" + name + "/approval",
                HubClient.JSON
                        .createObjectNode()
                        .put("fingerprint", account.path("fingerprint").asText())
                        .put("reason", "the demo city takes payments there"));
        two.post(
                DOOR + "/approvals/" + request.path("id").asText() + "/decision",
                HubClient.JSON.createObjectNode().put("approve", true));
        progress.step(
                "treasury",
                "merchant account " + name + " may receive payments: " + one.user() + " requested it, " + two.user()
                        + " approved");
    }
}
