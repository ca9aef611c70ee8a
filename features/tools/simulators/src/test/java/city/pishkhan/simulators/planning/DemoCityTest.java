package city.pishkhan.simulators.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoCityTest {
    private final DemoCity city = new DemoCity(DemoCity.SEED);
    private final Map<String, List<String>> islands = new Islands(city).rows();

    @Test
    void citiesDifferOnlyBySeed() {
        assertEquals(
                List.copyOf(city.parcels().values()),
                List.copyOf(new DemoCity(DemoCity.SEED).parcels().values()));
        assertNotEquals(city.parcels(), new DemoCity(1).parcels());
    }

    /**
     * Compares the shipped files with the generator's output. After a change of the generator, write the files again:
     * {@code java -cp simulators.jar …planning.Islands etc/demo/properties}.
     */
    @Test
    void shippedFilesMatchGeneratedCity() throws IOException {
        Path folder = Path.of("../../../etc/demo/properties");
        for (Map.Entry<String, List<String>> island : islands.entrySet()) {
            List<String> lines = Files.readAllLines(folder.resolve(island.getKey() + ".csv"));
            assertEquals(Parcel.HEADER, lines.get(0));
            assertEquals(island.getValue(), lines.subList(1, lines.size()), "island " + island.getKey());
        }
    }

    @Test
    void hasEnoughPropertiesOfEachKind() {
        assertEquals(
                DemoCity.GENERATED + DemoCity.readNamed().size(), city.parcels().size());
        assertTrue(count(List.of("residential"), 8) + count(List.of("commercial", "residential"), 8) >= 8_000);
        assertTrue(count(List.of("commercial", "residential"), 8) >= 1_000);
        assertTrue(count(List.of("commercial"), 3) >= 200);
        assertTrue(IntStream.rangeClosed(1, DemoCity.DISTRICTS)
                .allMatch(d -> city.parcels().values().stream()
                                .filter(p -> p.district() == d)
                                .count()
                        >= 400));
    }

    private long count(List<String> uses, int floors) {
        return city.parcels().values().stream()
                .filter(p -> p.uses().equals(uses) && p.floors() >= floors)
                .count();
    }

    @Test
    void islandsContainAllGeneratedAndInvalidRows() {
        assertEquals(DemoCity.DISTRICTS + 1, islands.size());
        long districts = islands.entrySet().stream()
                .filter(e -> !e.getKey().equals(Islands.HEAD))
                .mapToLong(e -> e.getValue().size())
                .sum();
        assertEquals(
                city.parcels().size() - DemoCity.AT_HEAD_ONLY + (long) Islands.BAD_ROWS * DemoCity.DISTRICTS,
                districts);
    }
}
