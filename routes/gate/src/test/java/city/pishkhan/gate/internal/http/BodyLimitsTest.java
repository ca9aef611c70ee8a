package city.pishkhan.gate.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.gate.internal.Exchanged;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BodyLimitsTest {

    private long sheet = 20;
    private final BodyLimits limits = new BodyLimits(
            10,
            () -> sheet,
            List.of("/office/v1/.*sheets.*", "/soap/.*"),
            new BodyPace(new BodyPace.Rates(10_000, 1_000, 200), 4, 4),
            1_000,
            request -> null);
    private final AtomicInteger reached = new AtomicInteger();

    /** Door that reads the whole body and answers an incomplete body with its own error. */
    private final FilterChain door = (request, response) -> {
        try {
            request.getInputStream().readAllBytes();
        } catch (IOException e) {
            ((HttpServletResponse) response).setHeader("ETag", "broken");
        }
        reached.incrementAndGet();
    };

    private static Exchanged announced(String path, long length) {
        Exchanged exchanged = new Exchanged(path);
        exchanged.announced = length;
        return exchanged;
    }

    private static Exchanged unannounced(String path, int length) {
        Exchanged exchanged = new Exchanged(path);
        exchanged.body = new byte[length];
        exchanged.given.put("Transfer-Encoding", "chunked");
        exchanged.attributes.put(Requests.REQUEST_ID, "r-1");
        return exchanged;
    }

    private void check(Exchanged exchanged) {
        limits.check(exchanged.request(), exchanged.response());
    }

    private void pass(Exchanged exchanged) throws Exception {
        limits.pass(exchanged.request(), exchanged.response(), door);
    }

    @Test
    void rejectsAnnouncedBodyAboveLimit() {
        check(announced("/office/v1/cases", 10));
        Exchanged larger = announced("/office/v1/cases", 11);
        Refusal refusal = assertThrows(Refusal.class, () -> check(larger));
        assertEquals(Refusal.Kind.TOO_LARGE, refusal.kind());
        assertEquals("The body is larger than 10 bytes.", refusal.english());
        assertEquals("close", larger.answered.get("Connection"));
    }

    @Test
    void uploadPathsHaveHigherLimit() {
        check(announced("/office/v1/cases/5/sheets", 20));
        assertThrows(Refusal.class, () -> check(announced("/office/v1/cases/5/sheets", 21)));
        assertThrows(Refusal.class, () -> check(announced("/x/office/v1/cases/5/sheets", 20)), "the whole path counts");
    }

    /** The limit of a sheet is read for each request; an envelope may add the usual limit. */
    @Test
    void uploadLimitFollowsSheetLimit() {
        check(announced("/soap/office", 30));
        assertThrows(Refusal.class, () -> check(announced("/soap/office", 31)));
        sheet = 40;
        check(announced("/office/v1/cases/5/sheets", 40));
        assertThrows(Refusal.class, () -> check(announced("/office/v1/cases/5/sheets", 41)));
        sheet = 0;
        check(announced("/soap/office", 10));
        assertThrows(Refusal.class, () -> check(announced("/soap/office", 11)));
    }

    @Test
    void cutsUnannouncedBodyAtLimit() throws Exception {
        Exchanged fits = unannounced("/office/v1/cases", 10);
        check(fits);
        pass(fits);
        assertFalse(fits.answered.containsKey("ETag"));

        Exchanged larger = unannounced("/office/v1/cases", 11);
        check(larger);
        Refusal refusal = assertThrows(Refusal.class, () -> pass(larger));
        assertEquals("request.too-large", refusal.code());
        assertFalse(larger.answered.containsKey("ETag"), "what the door made of it is forgotten");
        assertEquals("r-1", larger.answered.get("X-Request-Id"));
        assertEquals("close", larger.answered.get("Connection"));
        assertEquals(2, reached.get());
    }

    @Test
    void leavesCommittedAnswerUnchanged() throws Exception {
        Exchanged larger = unannounced("/office/v1/cases", 11);
        larger.committed = true;
        pass(larger);
        assertTrue(larger.answered.containsKey("ETag"));
    }
}
