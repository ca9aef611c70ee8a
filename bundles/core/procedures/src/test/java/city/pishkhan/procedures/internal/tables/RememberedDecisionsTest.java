package city.pishkhan.procedures.internal.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.rules.Procedures.Decision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedDecisionsTest {
    private final RememberedDecisions remembered = new RememberedDecisions();
    private final AtomicInteger evaluations = new AtomicInteger();

    private Decision asked(Object floors) {
        return remembered.of(Map.of("floors", floors), () -> {
            evaluations.incrementAndGet();
            return new Decision(
                    List.of(Map.of("seen", floors)), List.of("because"), List.of("because"), List.of("t/1"));
        });
    }

    @Test
    void theSameFactsAreDecidedOnce() {
        assertEquals(asked(8L), asked(8L));
        assertEquals(1, evaluations.get());
        assertEquals(9L, asked(9L).rows().get(0).get("seen"));
        assertEquals(2, evaluations.get());
    }

    @Test
    void anotherTypeIsAnotherFact() {
        asked(8L);
        assertEquals("8", asked("8").rows().get(0).get("seen"));
    }

    @Test
    void whatCannotBeDecidedIsTriedAgain() {
        for (int i = 0; i < 2; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> remembered.of(Map.of(), () -> {
                        evaluations.incrementAndGet();
                        throw new IllegalStateException();
                    }));
        }
        assertEquals(2, evaluations.get());
    }

    @Test
    void whatWasAskedLongAgoIsForgotten() {
        asked(0L);
        for (long i = 1; i <= 200; i++) {
            asked(i);
        }
        evaluations.set(0);
        asked(200L);
        assertEquals(0, evaluations.get());
        asked(0L);
        assertEquals(1, evaluations.get());
    }
}
