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
    void backlogIsScaledToDuration() {
        assertEquals(permit(30, 120, 24, 300), BenchmarkOptions.parse(List.of("permit")));
        assertEquals(permit(2, 120, 24, 50), BenchmarkOptions.parse(List.of("permit", "--seconds", "2")));
        assertEquals(
                permit(600, 5, 8, 600),
                BenchmarkOptions.parse(List.of("permit", "--seconds", "600", "--workers", "8", "--warmup", "5")));
        assertEquals(permit(30, 120, 24, 20), BenchmarkOptions.parse(List.of("permit", "--backlog", "20")));
    }

    private static BenchmarkOptions permit(int seconds, int warmup, int workers, int backlog) {
        return new BenchmarkOptions(BenchmarkOptions.Measure.PERMIT, seconds, warmup, workers, backlog, 0, 0, 0, 0, "");
    }

    @Test
    void parsesCostPermitsAndRounds() {
        BenchmarkOptions cost = BenchmarkOptions.parse(List.of("cost", "--permits", "40", "--rounds", "1"));
        assertEquals(40, cost.permits());
        assertEquals(3, cost.rate());
        assertEquals(1, cost.rounds());
        assertEquals(60, cost.warmup());
    }

    @Test
    void parsesCompareTarget() {
        BenchmarkOptions compare = BenchmarkOptions.parse(List.of("compare", "/opt/before", "--rounds", "2"));
        assertEquals("/opt/before", compare.other());
        assertEquals(2, compare.rounds());
        assertEquals(120, compare.warmup());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vehicle",
                "permit --seconds",
                "permit --seconds 0",
                "permit --seconds x",
                "permit --fast 1",
                "permit --rate 3",
                "cost --seconds 3",
                "compare",
                "compare /opt/before --workers 3"
            })
    void invalidOptionsShowUsage(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        assertTrue(assertThrows(CityException.class, () -> BenchmarkOptions.parse(arguments))
                .getMessage()
                .contains("usage:"));
    }
}
