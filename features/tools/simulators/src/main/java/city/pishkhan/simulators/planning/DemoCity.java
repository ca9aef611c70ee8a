package city.pishkhan.simulators.planning;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The properties of the demo city (all simulated): {@value #GENERATED} generated ones in {@value #DISTRICTS} districts, the same for the same seed, and the
 * properties in {@code etc/demo/properties.csv}. Most allow at least eight residential storeys.
 */
final class DemoCity {
    static final long SEED = 1404;
    /**
     * The number of districts. The simulators share no class with the hub; {@code DistrictsTest} compares the number
     * with the hub's.
     */
    static final int DISTRICTS = 22;

    static final int GENERATED = 10_000;
    /** number of properties that only the head office has */
    static final int AT_HEAD_ONLY = 200;

    private static final int HEAD_REGION = 90;

    private final Random random;
    private final Citizens citizens;
    private final Map<String, Parcel> parcels = new LinkedHashMap<>();
    private final List<Parcel> headOnly = new ArrayList<>();

    DemoCity(long seed) {
        random = new Random(seed);
        citizens = new Citizens(random);
        readNamed().forEach(this::add);
        for (int i = 0; i < GENERATED - AT_HEAD_ONLY; i++) {
            int n = i / DISTRICTS;
            add(generate(1 + i % DISTRICTS, 1 + n / 100, 1 + n / 10 % 10, 1 + n % 10));
        }
        for (int i = 0; i < AT_HEAD_ONLY; i++) {
            headOnly.add(add(generate(1 + i % DISTRICTS, HEAD_REGION, 1, 1 + i / DISTRICTS)));
        }
    }

    private Parcel add(Parcel parcel) {
        parcels.put(parcel.code(), parcel);
        return parcel;
    }

    /**
     * Returns the correct data of every property by renovation code. The hub's registry contains the same data after
     * all imports, and the planning system answers with it.
     */
    Map<String, Parcel> parcels() {
        return parcels;
    }

    List<Parcel> headOfficeOnly() {
        return headOnly;
    }

    /** Returns the properties of the demo's data file. */
    static List<Parcel> readNamed() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(DemoCity.class.getResourceAsStream("properties.csv")),
                        StandardCharsets.UTF_8));
                Stream<String> rows = lines.lines().skip(1)) {
            return rows.map(Parcel::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Parcel generate(int district, int region, int block, int house) {
        String code = district + "-" + region + "-" + block + "-" + house + "-1-0-0";
        BigDecimal land = BigDecimal.valueOf(21_000 + random.nextInt(60_000), 2);
        long price = (2_000_000 + 400_000L * (DISTRICTS + 1 - district) + random.nextInt(900_000)) / 10 * 10;
        int lot = random.nextInt(100);
        if (lot < 88) {
            List<String> uses = lot < 70 ? List.of("residential") : List.of("commercial", "residential");
            return parcel(code, uses, 8 + random.nextInt(5), land, price, owners());
        }
        return switch (lot % 6) {
            case 0, 1 -> parcel(code, List.of("residential"), 4 + random.nextInt(4), land, price, owners());
            case 2, 3 -> parcel(code, List.of("commercial"), 3 + random.nextInt(3), land, price, owners());
            case 4 ->
                parcel(
                        code,
                        List.of("commercial", "office"),
                        4 + random.nextInt(6),
                        land,
                        price,
                        List.of(citizens.legalId()));
            default ->
                parcel(
                        code,
                        List.of(random.nextBoolean() ? "educational" : "medical"),
                        2 + random.nextInt(4),
                        land,
                        price,
                        owners());
        };
    }

    private static Parcel parcel(
            String code, List<String> uses, int floors, BigDecimal land, long price, List<String> owners) {
        return new Parcel(code, uses, floors, 60 * floors, land, price, owners);
    }

    private List<String> owners() {
        int count = random.nextInt(10) < 8 ? 1 : 2 + random.nextInt(2);
        return Stream.generate(citizens::nationalId)
                .limit(count)
                .distinct()
                .sorted()
                .toList();
    }
}
