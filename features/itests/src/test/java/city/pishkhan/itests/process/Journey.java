package city.pishkhan.itests.process;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.partners.SimulatedPartners;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * One permit as its office, its payer and its district bring it through the doors, whatever dies meanwhile: a call without an answer is
 * sent again under its key, a payer whose browser did not get through reloads the page.
 */
final class Journey {

    private static final Duration LIMIT = Duration.ofSeconds(900);
    private static final long AREA = 400;
    private static final int CONFLICT = 409;

    private final CityExtension city;
    private final Clerk clerk;
    private final PayerBrowser payer;
    private final Plot plot;
    private final int floors;
    private String id;

    Journey(CityExtension city, Clerk clerk, Plot plot, int floors) {
        this.city = city;
        this.clerk = clerk;
        this.payer = new PayerBrowser(city.city().http());
        this.plot = plot;
        this.floors = floors;
    }

    /** A property on which a building of so many floors is allowed. */
    static boolean fits(Plot plot, int floors) {
        return plot.floors() >= floors
                && plot.buildable() >= AREA
                && plot.uses().contains("residential");
    }

    /** Of the case, once the hub has acknowledged it. */
    String id() {
        return id;
    }

    Plot plot() {
        return plot;
    }

    /** Who has to be asked about it. */
    Set<String> agencies() {
        return floors > 6 ? Set.copyOf(SimulatedPartners.AGENCIES) : Set.of("water", "electricity", "gas");
    }

    /** From the opening until the agencies are asked. */
    Journey begin() throws InterruptedException {
        return prepare().submit();
    }

    /** The same case, taken on at another hub. */
    Journey at(CityExtension other) {
        Journey journey = new Journey(other, other.clerk(), plot, floors);
        journey.id = id;
        return journey;
    }

    /** Opens the case and brings its papers. */
    Journey prepare() throws InterruptedException {
        id = clerk.open(plot, "مالک آزمایشی", floors, Map.of("residential", AREA))
                .path("id")
                .asText();
        clerk.bringPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        return this;
    }

    /** Says that the papers are there; then the hub asks. */
    Journey submit() throws InterruptedException {
        clerk.submit(id);
        return this;
    }

    /** The case as it stands. */
    JsonNode look() throws InterruptedException {
        return clerk.look(id);
    }

    /** Until the agencies have answered. */
    void awaitDuties() {
        awaitStage("duties");
    }

    /** From the answers to the certificate. */
    Journey finish() throws InterruptedException {
        awaitDuties();
        for (JsonNode bill : clerk.bills(id)) {
            pay(bill.path("id").asText());
        }
        return end();
    }

    /** From the payment to the certificate. */
    Journey end() throws InterruptedException {
        awaitStage("final-verification");
        new Clerk(city.door("district-" + plot.district())).decide(id, "approve", null, null);
        awaitEnd();
        return this;
    }

    private void awaitStage(String stage) {
        patiently("case " + id + " at " + stage)
                .until(() -> clerk.look(id).path("stage").asText().equals(stage));
    }

    private void awaitEnd() {
        patiently("end of case " + id).until(() -> clerk.look(id).hasNonNull("ended"));
    }

    private static ConditionFactory patiently(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(800));
    }

    private void pay(String bill) {
        JsonNode[] attempt = {null};
        boolean[] returned = {false};
        patiently("payment of bill " + bill).until(() -> {
            if (paid(bill)) {
                return true;
            }
            if (attempt[0] == null) {
                attempt[0] = attempt(bill);
            }
            if (attempt[0] != null && !returned[0]) {
                returned[0] = throughThePage(attempt[0]);
            }
            return paid(bill);
        });
    }

    boolean paid(String bill) throws InterruptedException {
        for (JsonNode one : clerk.bills(id)) {
            if (one.path("id").asText().equals(bill)) {
                return one.path("state").asText().equals("paid");
            }
        }
        return false;
    }

    /** @return {@code null} if an earlier copy of the call is still held to be under way */
    private JsonNode attempt(String bill) throws InterruptedException {
        try {
            return clerk.beginPayment(id, bill, "mellat");
        } catch (HubClient.Refused e) {
            if (e.status() == CONFLICT) {
                return null;
            }
            throw e;
        }
    }

    private boolean throughThePage(JsonNode attempt) throws InterruptedException {
        try {
            payer.pay(attempt);
            return true;
        } catch (IOException | CityException e) {
            // the hub was away when the bank sent the browser back to it
            return false;
        }
    }
}
