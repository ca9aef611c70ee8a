package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Lists of cases, divided into pages by a cursor. */
class PagingTest {
    private final UUID first = new UUID(1, 1);
    private final UUID second = new UUID(1, 2);
    private final UUID third = new UUID(1, 3);

    @Test
    void pageReturnsCursorIfMoreRowsExist() {
        Paging paging = Paging.of(null, 2);
        assertEquals(3, paging.limit());
        assertEquals(
                new Page<>(List.of(first, second), second.toString()),
                paging.page(List.of(first, second, third), Function.identity()));
        assertEquals(
                new Page<>(List.of(first, second), null),
                paging.page(List.of(first, second), Function.identity()),
                "a full page may be the last");
        assertEquals(new Page<>(List.of(), null), paging.page(List.<UUID>of(), Function.identity()));
    }

    @Test
    void continuesFromCursor() {
        assertEquals(second, Paging.of(second.toString(), 2).from());
        assertNull(Paging.of("", 2).from());
        Refusal refusal = CasesHarness.assertRefused(Refusal.Kind.INVALID, "page.cursor", () -> Paging.of("next", 2));
        assertEquals("cursor", refusal.field());
    }

    @Test
    void pageHasOneToTwoHundredRows() {
        assertEquals(1, Paging.of(null, -1).rows());
        assertEquals(200, Paging.of(null, 201).rows());
    }
}
