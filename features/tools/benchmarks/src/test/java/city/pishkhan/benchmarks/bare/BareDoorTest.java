package city.pishkhan.benchmarks.bare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BareDoorTest {
    private final List<String> cases = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void storesPostedCaseAndRequestsInquiries() throws Exception {
        try (BareDoor door = new BareDoor((id, body) -> cases.add(body), requests::incrementAndGet)) {
            door.post();
        }
        assertEquals(1, requests.get());
        assertTrue(cases.get(0).contains("building-permit"), cases.toString());
    }

    @Test
    void rejectsUnknownToken() throws Exception {
        try (BareDoor door = new BareDoor((id, body) -> cases.add(body), requests::incrementAndGet)) {
            assertThrows(IOException.class, () -> door.post("Bearer somebody"));
        }
        assertEquals(List.of(), cases);
        assertEquals(0, requests.get());
    }

    @Test
    void caseThatCannotBeStoredIsRejected() throws Exception {
        try (BareDoor door = new BareDoor(
                (id, body) -> {
                    throw new IOException("disk full");
                },
                requests::incrementAndGet)) {
            assertThrows(IOException.class, door::post);
        }
        assertEquals(0, requests.get());
    }
}
