package city.pishkhan.demo.vehicles;

import city.pishkhan.demo.narration.DemoParticipants;
import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.RunningCity;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.waiting.Poll;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A vehicle duty, from the plate to a certificate that the post delivers. The hub is killed while the bank settles, and the payment is
 * still booked exactly once.
 */
public final class VehicleDutyScene {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String BANK = "bank/mellat";
    private static final int SETTLES_LATE_MS = 30_000;

    private final RunningCity city;
    private final Screen screen;
    private final DemoParticipants cast;
    private final HubClient office;
    private final VehicleCases vehicleCases;

    public VehicleDutyScene(RunningCity city, Screen screen, DemoParticipants cast, HubClient office) {
        this.city = city;
        this.screen = screen;
        this.cast = cast;
        this.office = office;
        this.vehicleCases = new VehicleCases(cast.clerk(), office);
    }

    /**
     * Plays the scene.
     *
     * @param fleet file of the demo's vehicles
     * @return deviations from the expected outcome; empty if there are none
     */
    public List<String> play(Path fleet) throws IOException, InterruptedException {
        VehicleCases.Opened motorist = vehicleCases.open(fleet);
        JsonNode vehicle = motorist.vehicle();
        String plate = motorist.plate();
        String id = motorist.id();
        screen.step(
                "registry",
                "has vehicle " + plate + ", a " + vehicle.path("model").asText() + " of the year "
                        + vehicle.path("modelYear").asText() + ", with its duty paid through "
                        + vehicle.path("paidThrough").asText());
        screen.step(
                office.user(),
                "opens case " + motorist.number()
                        + " and enters the address to which the post delivers the certificate");
        String bill = vehicleCases.bill(id);
        for (JsonNode line : office.get(OfficeCases.path(id) + "/duties").path("lines")) {
            screen.step(
                    "rules",
                    "%s: %,d rial (%s)"
                            .formatted(
                                    line.path("titleEn").asText(),
                                    line.path("amount").asLong(),
                                    line.path("why").asText()));
        }
        pay(id, bill);
        JsonNode ended = vehicleCases.await(id, "state", "approved");
        return printDelivery(id, ended, plate);
    }

    private void pay(String id, String bill) throws IOException, InterruptedException {
        ObjectNode late = HubClient.JSON.createObjectNode();
        late.putArray("script")
                .addObject()
                .put("on", "settle")
                .put("lateMs", SETTLES_LATE_MS)
                .put("times", 1);
        cast.partners().control(BANK, late);
        try {
            JsonNode attempt = cast.clerk().beginPayment(id, bill, "mellat");
            cast.payer().pay(attempt);
            screen.step("citizen", "pays on the bank's page");
            awaitSettling(id, bill);
            screen.step(
                    "hub",
                    "has verified the payment at the bank and asks the bank to settle it; now the hub is killed");
            cast.hub().kill();
        } finally {
            ObjectNode usual = HubClient.JSON.createObjectNode();
            usual.putArray("script");
            cast.partners().control(BANK, usual);
        }
        Duration took = cast.hub().start();
        screen.step(
                "hub",
                "is up again after " + took.toMillis() / 1000.0
                        + " s, asks the bank for the state of the payment and continues");
        JsonNode paid = awaitPaid(id, bill);
        screen.step(
                "bank",
                "settled %,d rial once, reference %s"
                        .formatted(
                                paid.path("amount").asLong(),
                                paid.path("receipt").path("reference").asText()));
    }

    private void awaitSettling(String id, String bill) throws InterruptedException {
        Poll.until(
                LIMIT,
                PAUSE,
                () -> Optional.of(vehicleCases.attempts(id, bill))
                        .filter(attempts -> attempts.findValuesAsText("state").contains("settling")),
                () -> "The bank was not asked to settle bill " + bill);
    }

    private JsonNode awaitPaid(String id, String bill) throws InterruptedException {
        return Poll.until(
                LIMIT,
                PAUSE,
                () -> StreamSupport.stream(cast.clerk().bills(id).spliterator(), false)
                        .filter(now -> now.path("id").asText().equals(bill)
                                && now.path("state").asText().equals("paid"))
                        .findFirst(),
                () -> "Bill " + bill + " was not paid");
    }

    private List<String> printDelivery(String id, JsonNode ended, String plate) throws InterruptedException {
        JsonNode delivery = office.get(OfficeCases.path(id) + "/delivery");
        screen.step(
                "post",
                "delivers the settlement certificate, tracking number "
                        + delivery.path("tracking").asText() + ", after "
                        + delivery.path("steps").size() + " steps");
        screen.step(
                "anyone",
                "can check it at " + city.hub().address() + "/verify/"
                        + ended.path("certificate").asText());
        int paidThrough = vehicleCases.vehicle(plate).path("paidThrough").asInt();
        screen.step("registry", "has vehicle " + plate + " as paid through " + paidThrough);
        return paidThrough == PersianYear.year()
                        && delivery.path("state").asText().equals("delivered")
                ? List.of()
                : List.of("the vehicle is paid through " + paidThrough + ", the delivery of the certificate is "
                        + delivery.path("state").asText());
    }
}
