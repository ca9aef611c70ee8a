package city.pishkhan.simulators.vehicles;

import city.pishkhan.simulators.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The vehicles of {@code etc/demo/vehicles.csv}, and through which year each is paid since, as the ledger says. */
final class Fleet {

    /** @param modelYear Persian or Gregorian, as the paper world wrote it */
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

    private final Ledger ledger;
    private final Map<String, Vehicle> byPlate = new LinkedHashMap<>();
    private final Map<String, String> references = new LinkedHashMap<>();

    Fleet(Ledger ledger) throws IOException {
        this.ledger = ledger;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(Fleet.class.getResourceAsStream("vehicles.csv")),
                        StandardCharsets.UTF_8));
                Stream<String> rows = lines.lines().skip(1)) {
            rows.map(Vehicle::parse).forEach(vehicle -> byPlate.put(vehicle.plate(), vehicle));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ledger.replay(this::remember);
    }

    private void remember(JsonNode entry) {
        settle(
                entry.path("id").asText(),
                entry.path("plate").asText(),
                entry.path("throughYear").asInt());
    }

    private String settle(String id, String plate, int year) {
        byPlate.computeIfPresent(plate, (key, vehicle) -> vehicle.paid(year));
        return references.computeIfAbsent(id, key -> "V-" + (references.size() + 1));
    }

    synchronized Optional<Vehicle> plate(String plate) {
        return Optional.ofNullable(byPlate.get(plate));
    }

    synchronized Optional<Vehicle> vin(String vin) {
        return byPlate.values().stream().filter(v -> v.vin().equals(vin)).findFirst();
    }

    /** Once per id. @return the reference; empty for a plate that is not known */
    synchronized Optional<String> settled(String id, String plate, int year) {
        if (!byPlate.containsKey(plate)) {
            return Optional.empty();
        }
        if (!references.containsKey(id)) {
            ledger.append("settled", id, Map.of("plate", plate, "throughYear", year));
        }
        return Optional.of(settle(id, plate, year));
    }
}
