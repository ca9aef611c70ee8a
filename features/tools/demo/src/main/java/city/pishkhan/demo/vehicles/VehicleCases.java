package city.pishkhan.demo.vehicles;

import city.pishkhan.demo.narration.CaseNarrator;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.OfficeCases;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Cases of vehicle duties, from opening to the bill. */
public final class VehicleCases {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MS = 200;

    private final Clerk clerk;
    private final HubClient office;

    public VehicleCases(Clerk clerk, HubClient office) {
        this.clerk = clerk;
        this.office = office;
    }

    /**
     * An opened case.
     *
     * @param vehicle vehicle as the registry returns it
     * @param file    case as the office door returns it
     */
    public record Opened(JsonNode vehicle, JsonNode file) {
        public String id() {
            return file.path("id").asText();
        }

        public String number() {
            return file.path("number").asText();
        }

        String plate() {
            return vehicle.path("plate").asText();
        }
    }

    /**
     * Opens a case for a vehicle with unpaid duty, and arranges delivery of the certificate by post. Skips vehicles
     * whose duty is paid or that have an open case from an earlier run.
     *
     * @param fleet file of the demo's vehicles
     */
    public Opened open(Path fleet) throws IOException, InterruptedException {
        List<String> plates = Files.readAllLines(fleet).stream()
                .filter(row -> row.contains(",fleet-"))
                .map(row -> row.substring(0, row.indexOf(',')))
                .collect(Collectors.toList());
        Collections.shuffle(plates);
        for (String plate : plates) {
            JsonNode vehicle = vehicle(plate);
            if (vehicle.path("paidThrough").asInt() < PersianYear.year()) {
                try {
                    return new Opened(vehicle, openCase(plate));
                } catch (HubClient.Refused e) {
                    if (!e.code().equals("case.already-open")) {
                        throw e;
                    }
                }
            }
        }
        throw new CityException("Every vehicle is paid for or has an open case. bin/demo reset creates a new city.");
    }

    private JsonNode openCase(String plate) throws InterruptedException {
        JsonNode file = office.post(OfficeCases.CASES, MotoristForms.opening(plate));
        office.post(OfficeCases.path(file.path("id").asText()) + "/delivery", MotoristForms.delivery());
        return file;
    }

    /** Returns the vehicle's current data from the registry. */
    JsonNode vehicle(String plate) throws InterruptedException {
        return office.get("/office/v1/vehicles?plate=" + URLEncoder.encode(plate, StandardCharsets.UTF_8));
    }

    /** Waits until the duty is assessed, and returns the id of the case's only bill. */
    public String bill(String id) throws InterruptedException {
        return wholeBill(id).path("id").asText();
    }

    /** Waits until the duty is assessed, and returns the case's only bill with all its data. */
    public JsonNode wholeBill(String id) throws InterruptedException {
        await(id, "stage", "duty");
        return clerk.bills(id).path(0);
    }

    /** Waits until a field of the case has a value, and returns the case. */
    JsonNode await(String id, String field, String value) throws InterruptedException {
        JsonNode now = clerk.read(id);
        for (Instant until = Instant.now().plus(LIMIT);
                !now.path(field).asText().equals(value);
                now = clerk.read(id)) {
            if (now.hasNonNull("ended") || Instant.now().isAfter(until)) {
                throw new CityException("The case is " + now.path("state").asText() + " at stage "
                        + now.path("stage").asText() + " and waits for " + CaseNarrator.list(now.path("waitsFor")) + " "
                        + now.path("note").asText());
            }
            Thread.sleep(LOOK_MS);
        }
        return now;
    }

    /** Returns all payment attempts of a bill, oldest first. */
    public JsonNode attempts(String id, String bill) throws InterruptedException {
        return office.get(OfficeCases.path(id) + "/bills/" + bill + "/attempts").path("items");
    }
}
