package city.pishkhan.simulators.vehicles;

import city.pishkhan.simulators.site.Control;
import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The vehicles of {@code etc/demo/vehicles.csv}, and the years up to which they are paid, rebuilt from the ledger. */
final class Fleet {

    /**
     * A vehicle.
     *
     * @param plate       plate
     * @param vin         vehicle identification number
     * @param model       code of the model
     * @param title       title of the model
     * @param fuel        fuel
     * @param use         use of the vehicle
     * @param modelYear   model year in the Persian or Gregorian calendar, as in the paper documents
     * @param paidThrough last Persian year whose duty is paid
     */
    record Vehicle(
            String plate,
            String vin,
            String model,
            String title,
            String fuel,
            String use,
            int modelYear,
            int paidThrough) {

        static Vehicle parse(String row) {
            String[] cells = row.split(",");
            return new Vehicle(
                    cells[0],
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    cells[5],
                    Integer.parseInt(cells[6]),
                    Integer.parseInt(cells[7]));
        }

        Vehicle paid(int year) {
            return new Vehicle(plate, vin, model, title, fuel, use, modelYear, Math.max(paidThrough, year));
        }
    }

    private record Owner(String nationalId, String name) {}

    private static final int CELLS = 10;

    private final Ledger ledger;
    private final Map<String, Vehicle> byPlate = new LinkedHashMap<>();
    private final Map<String, Owner> owners = new HashMap<>();
    private final Map<String, String> references = new LinkedHashMap<>();

    Fleet(Ledger ledger, Control control) throws IOException {
        this.ledger = ledger;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(Fleet.class.getResourceAsStream("vehicles.csv")),
                        StandardCharsets.UTF_8));
                Stream<String> rows = lines.lines().skip(1)) {
            rows.forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ledger.replay(this::replay);
        control.watch(() -> control.script().forEach(this::registerOwner));
    }

    private void add(String row) {
        Vehicle vehicle = Vehicle.parse(row);
        byPlate.put(vehicle.plate(), vehicle);
        String[] cells = row.split(",");
        if (cells.length > CELLS + 1) {
            owners.put(vehicle.plate(), new Owner(cells[CELLS], cells[CELLS + 1]));
        }
    }

    private synchronized void registerOwner(JsonNode members) {
        owners.put(
                members.path("plate").asText(),
                new Owner(
                        members.path("nationalId").asText(),
                        members.path("name").asText()));
    }

    /** Returns the body of the reply to {@code POST /ownership}: whether the person owns the vehicle. */
    synchronized ObjectNode ownership(String plate, String nationalId) {
        Owner owner = owners.get(plate);
        if (owner == null) {
            return Json.object(Map.of("owner", "unknown"));
        }
        return owner.nationalId().equals(nationalId)
                ? Json.object(Map.of("owner", "owned", "name", owner.name()))
                : Json.object(Map.of("owner", "anothers"));
    }

    private void replay(JsonNode entry) {
        applyPayment(
                entry.path("id").asText(),
                entry.path("plate").asText(),
                entry.path("throughYear").asInt());
    }

    private String applyPayment(String id, String plate, int year) {
        byPlate.computeIfPresent(plate, (key, vehicle) -> vehicle.paid(year));
        return references.computeIfAbsent(id, key -> "V-" + (references.size() + 1));
    }

    synchronized Optional<Vehicle> plate(String plate) {
        return Optional.ofNullable(byPlate.get(plate));
    }

    synchronized Optional<Vehicle> vin(String vin) {
        return byPlate.values().stream().filter(v -> v.vin().equals(vin)).findFirst();
    }

    /**
     * Records a payment, once per id.
     *
     * @return reference, or empty if the plate is unknown
     */
    synchronized Optional<String> recordPayment(String id, String plate, int year) {
        if (!byPlate.containsKey(plate)) {
            return Optional.empty();
        }
        if (!references.containsKey(id)) {
            ledger.append("settled", id, Map.of("plate", plate, "throughYear", year));
        }
        return Optional.of(applyPayment(id, plate, year));
    }
}
