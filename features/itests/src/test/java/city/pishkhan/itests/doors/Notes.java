package city.pishkhan.itests.doors;

import city.pishkhan.itests.SettledCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.awaitility.Awaitility;

/** A service that exists only in these tests: it issues a note at once and has it delivered by post. */
final class Notes {
    private static final String SERVICE = SettledCity.NOTE;

    private final SharedCity city;
    private final Visitor clerk;

    Notes(SharedCity city) {
        this.city = city;
        this.clerk = city.visitor().as("clerk-1204");
    }

    /** Opens the service, for which office 1204 is qualified, by a committee decision, as every city does. */
    static void openService(SharedCity city) {
        String door = "/committee/v1";
        JsonNode exposed = city.visitor()
                .as("planning")
                .get(door + "/exposures")
                .expectStatus(200)
                .json();
        if (exposed.path("items").findValuesAsText("service").contains(SERVICE)) {
            return;
        }
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Tehran"));
        city.visitor()
                .as("institute")
                .post(
                        door + "/offices/1204/qualifications",
                        HubClient.JSON
                                .createObjectNode()
                                .put("service", SERVICE)
                                .put("expert", "expert-1204")
                                .put("from", today.toString())
                                .put("until", today.plusYears(1).toString())
                                .toString())
                .expectStatus(200);
        ObjectNode draft = HubClient.JSON
                .createObjectNode()
                .put("kind", "expose")
                .put("title", "یادداشت پستی برای همهٔ دفترها فعال می‌شود")
                .put("clause", "By-law, article 1")
                .put("reason", "a test")
                .put("effective", today.toString());
        draft.putObject("terms").put("service", SERVICE);
        String decision = door + "/decisions/"
                + city.visitor()
                        .as("planning")
                        .post(door + "/decisions", draft.toString())
                        .expectStatus(201)
                        .json()
                        .path("id")
                        .asText();
        List.of("chair", "committee-2", "committee-3", "committee-4").forEach(voter -> city.visitor()
                .as(voter)
                .post(decision + "/votes", "{\"vote\":\"yes\"}")
                .expectStatus(200));
        city.visitor().as("chair").post(decision + "/signature", "").expectStatus(200);
    }

    /**
     * Opens a case whose note is issued at once.
     *
     * @return id of the case, which waits for the choice of delivery
     */
    String openCase(Plot plot) {
        ObjectNode body = Permits.request(plot);
        body.put("service", SERVICE);
        for (int i = 0; i < plot.owners().size(); i++) {
            ((ObjectNode) body.path("applicants").get(i)).put("mobile", plot.mobile(i));
        }
        JsonNode opened =
                clerk.post(Permits.CASES, body.toString()).expectStatus(201).json();
        if (!opened.path("waitsFor").toString().contains("delivery:choice")) {
            throw new AssertionError(opened.toString());
        }
        return opened.path("id").asText();
    }

    static String home(String postalCode) {
        return HubClient.JSON
                .createObjectNode()
                .put("way", "home")
                .put("addressee", "شهروند نمونه")
                .put("address", "خیابان آزادی، پلاک ۱۲")
                .put("postalCode", postalCode)
                .toString();
    }

    JsonNode delivery(String id) {
        return clerk.get(Permits.CASES + "/" + id + "/delivery")
                .expectStatus(200)
                .json();
    }

    /** Waits until the delivery has the given state. */
    JsonNode await(String id, String state) {
        Awaitility.await("a delivery that is " + state)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> delivery(id).path("state").asText().equals(state));
        return delivery(id);
    }
}
