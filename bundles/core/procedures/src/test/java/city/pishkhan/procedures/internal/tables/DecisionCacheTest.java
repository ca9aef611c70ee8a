package city.pishkhan.procedures.internal.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.rules.Procedures.Decision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DecisionCacheTest {
    private final DecisionCache cache = new DecisionCache();
    private final AtomicInteger evaluations = new AtomicInteger();

    private Decision decide(Object floors) {
        return cache.get(Map.of("floors", floors), () -> {
            evaluations.incrementAndGet();
            return new Decision(
                    List.of(Map.of("seen", floors)), List.of("because"), List.of("because"), List.of("t/1"));
        });
    }

    @Test
    void decidesSameFactsOnce() {
        assertEquals(decide(8L), decide(8L));
        assertEquals(1, evaluations.get());
        assertEquals(9L, decide(9L).rows().get(0).get("seen"));
        assertEquals(2, evaluations.get());
    }

    @Test
    void valueOfOtherTypeIsDecidedSeparately() {
        decide(8L);
        assertEquals("8", decide("8").rows().get(0).get("seen"));
    }

    @Test
    void failedDecisionIsNotCached() {
        for (int i = 0; i < 2; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> cache.get(Map.of(), () -> {
                        evaluations.incrementAndGet();
                        throw new IllegalStateException();
                    }));
        }
        assertEquals(2, evaluations.get());
    }

    @Test
    void evictsOldDecisions() {
        decide(0L);
        for (long i = 1; i <= 200; i++) {
            decide(i);
        }
        evaluations.set(0);
        decide(200L);
        assertEquals(0, evaluations.get());
        decide(0L);
        assertEquals(1, evaluations.get());
    }
}
