package city.pishkhan.testkit.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.testkit.growth.PlanLog.Reads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlanLogTest {
    private static Reads pages(Long... pages) {
        return new Reads(List.of(pages), new TreeSet<>());
    }

    private static Set<String> growing(Reads young, Reads grown) {
        return PlanLog.growing(young == null ? Map.of() : Map.of("q", young), Map.of("q", grown))
                .keySet();
    }

    @Test
    void reportsStatementThatReadsManyMorePages() {
        assertEquals(Set.of("q"), growing(pages(30L), pages(400L)));
        assertEquals(Set.of("q"), growing(null, pages(400L)));
    }

    @Test
    void ignoresHigherIndexTree() {
        assertEquals(Set.of(), growing(pages(120L), pages(200L)));
    }

    @Test
    void ignoresSmallPageCounts() {
        assertEquals(Set.of(), growing(pages(3L), pages(40L)));
    }

    @Test
    void ignoresFirstCallOfConnection() {
        assertEquals(Set.of(), growing(pages(4L), pages(114L, 4L, 5L)));
        assertEquals(Set.of("q"), growing(pages(4L), pages(4L, 400L, 410L)));
    }

    @Test
    void ignoresSingleCallThatSplitsPages() {
        assertEquals(Set.of(), growing(pages(31L, 29L, 27L), pages(61L, 123L)));
        assertEquals(Set.of("q"), growing(pages(31L, 29L, 27L), pages(161L, 123L)));
    }
}
