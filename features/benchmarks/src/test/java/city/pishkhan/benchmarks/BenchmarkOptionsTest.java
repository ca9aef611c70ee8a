package city.pishkhan.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkOptionsTest {

    @Test
    void theBacklogFitsTheTime() {
        assertEquals(new BenchmarkOptions(30, 120, 24, 300), BenchmarkOptions.parse(List.of("permit")));
        assertEquals(new BenchmarkOptions(2, 120, 24, 50), BenchmarkOptions.parse(List.of("permit", "--seconds", "2")));
        assertEquals(
                new BenchmarkOptions(600, 5, 8, 600),
                BenchmarkOptions.parse(List.of("permit", "--seconds", "600", "--workers", "8", "--warmup", "5")));
        assertEquals(
                new BenchmarkOptions(30, 120, 24, 20), BenchmarkOptions.parse(List.of("permit", "--backlog", "20")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "vehicle", "permit --seconds", "permit --seconds 0", "permit --seconds x", "permit --fast 1"
            })
    void nonsenseShowsTheUsage(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        assertTrue(assertThrows(CityException.class, () -> BenchmarkOptions.parse(arguments))
                .getMessage()
                .contains("usage:"));
    }
}
