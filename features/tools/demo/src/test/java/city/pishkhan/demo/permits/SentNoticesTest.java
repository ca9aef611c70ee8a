package city.pishkhan.demo.permits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentNoticesTest {
    private static final String TABLE =
            """
            Message │ Case     │ Event         │ State
            ────────┼──────────┼───────────────┼──────
            a1      │ 1404-7-1 │ stage.entered │ sent
            a2      │ 1404-7-1 │ case.approved │ sent
            a3      │ 1404-7-2 │ case.refused  │ sent
            """;

    @Test
    void findsNoticesByCaseAndEvent() {
        assertEquals(List.of("a2"), SentNotices.ids(TABLE, "1404-7-1", "case.approved"));
        assertEquals(List.of(), SentNotices.ids(TABLE, "1404-7-2", "case.approved"));
        assertEquals(List.of(), SentNotices.ids("No such messages", "1404-7-1", "case.approved"));
    }
}
