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
 * One permit, submitted by its office, payer and district through the doors even while processes are killed. A call without an answer is
 * repeated with the same key, and a payer whose browser fails reloads the page.
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

    /** Returns {@code true} if a building with this number of floors is allowed on the property. */
    static boolean isSuitable(Plot plot, int floors) {
        return plot.floors() >= floors
                && plot.buildable() >= AREA
                && plot.uses().contains("residential");
    }

    /** Id of the case, or {@code null} until the hub has acknowledged it. */
    String id() {
        return id;
    }

    Plot plot() {
        return plot;
    }

    /** Agencies that must be asked about this building. */
    Set<String> agencies() {
        return floors > 6 ? Set.copyOf(SimulatedPartners.AGENCIES) : Set.of("water", "electricity", "gas");
    }

    /** Opens and submits the case; the hub then asks the agencies. */
    Journey begin() throws InterruptedException {
        return prepare().submit();
    }

    /** The same case, continued at another hub. */
    Journey continueAt(CityExtension other) {
        Journey journey = new Journey(other, other.clerk(), plot, floors);
        journey.id = id;
        return journey;
    }

    /** Opens the case and adds its papers. */
    Journey prepare() throws InterruptedException {
        id = clerk.open(plot, "مالک آزمایشی", floors, Map.of("residential", AREA))
                .path("id")
                .asText();
        clerk.addPapers(id, plot, Set.of(), (fromArchive, scanned) -> {});
        return this;
    }

    /** Submits the case with its complete papers; the hub then asks the agencies. */
    Journey submit() throws InterruptedException {
        clerk.submit(id);
        return this;
    }

    /** Reads the current case. */
    JsonNode read() throws InterruptedException {
        return clerk.read(id);
    }

    /** Waits until the agencies have answered. */
    void awaitDuties() {
        awaitStage("duties");
    }

    /** Continues from the agencies' answers to the certificate. */
    Journey finish() throws InterruptedException {
        awaitDuties();
        for (JsonNode bill : clerk.bills(id)) {
            pay(bill.path("id").asText());
        }
        return end();
    }

    /** Continues from the payment to the certificate. */
    Journey end() throws InterruptedException {
        awaitStage("final-verification");
        new Clerk(city.door("district-" + plot.district())).decide(id, "approve", null, null);
        awaitEnd();
        return this;
    }

    private void awaitStage(String stage) {
        awaitSlowly("case " + id + " at " + stage)
                .until(() -> clerk.read(id).path("stage").asText().equals(stage));
    }

    private void awaitEnd() {
        awaitSlowly("end of case " + id).until(() -> clerk.read(id).hasNonNull("ended"));
    }

    private static ConditionFactory awaitSlowly(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(800));
    }

    private void pay(String bill) {
        JsonNode[] attempt = {null};
        boolean[] returned = {false};
        awaitSlowly("payment of bill " + bill).until(() -> {
            if (isPaid(bill)) {
                return true;
            }
            if (attempt[0] == null) {
                attempt[0] = beginPayment(bill);
            }
            if (attempt[0] != null && !returned[0]) {
                returned[0] = tryPayAtBankPage(attempt[0]);
            }
            return isPaid(bill);
        });
    }

    boolean isPaid(String bill) throws InterruptedException {
        for (JsonNode one : clerk.bills(id)) {
            if (one.path("id").asText().equals(bill)) {
                return one.path("state").asText().equals("paid");
            }
        }
        return false;
    }

    /**
     * Starts a payment.
     *
     * @return {@code null} if an earlier call with the same key is still running
     */
    private JsonNode beginPayment(String bill) throws InterruptedException {
        try {
            return clerk.beginPayment(id, bill, "mellat");
        } catch (HubClient.Refused e) {
            if (e.status() == CONFLICT) {
                return null;
            }
            throw e;
        }
    }

    private boolean tryPayAtBankPage(JsonNode attempt) throws InterruptedException {
        try {
            payer.pay(attempt);
            return true;
        } catch (IOException | CityException e) {
            // the hub was down when the bank sent the browser back
            return false;
        }
    }
}
