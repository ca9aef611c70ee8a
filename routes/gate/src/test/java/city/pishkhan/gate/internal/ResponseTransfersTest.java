package city.pishkhan.gate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Limits of bodies in memory, which stay there as long as their clients read. */
class ResponseTransfersTest {
    private static final int MEGABYTE = 1 << 20;

    private final ResponseTransfers transfers =
            new ResponseTransfers(new ResponseTransfers.Limits(1_000, 1_000, 1_000, 1_000), client -> "network");

    private static HttpServletRequest request() {
        Exchanged exchanged = new Exchanged("/office/v1/cases");
        exchanged.attributes.put(Requests.CALLER, new Caller("clerk", Set.of("office:1204")));
        return exchanged.request();
    }

    private static InputStream inMemory(int megabytes) {
        return new ByteArrayInputStream(new byte[megabytes * MEGABYTE]);
    }

    @Test
    void limitsBodiesInMemoryButNotFiles() throws IOException {
        List<ResponseTransfers.Transfer> sent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sent.add(transfers.reserve(request(), inMemory(10)));
        }
        assertEquals(
                "hub.busy",
                assertThrows(Refusal.class, () -> transfers.reserve(request(), inMemory(10)))
                        .code());
        sent.add(transfers.reserve(request(), InputStream.nullInputStream()));
        assertTrue(sent.get(0).end());
        sent.add(transfers.reserve(request(), inMemory(10)));
        sent.forEach(ResponseTransfers.Transfer::end);
        ResponseTransfers.Transfer alone = transfers.reserve(request(), inMemory(80));
        assertThrows(Refusal.class, () -> transfers.reserve(request(), inMemory(1)));
        alone.end();
        transfers.reserve(request(), inMemory(60)).end();
    }
}
