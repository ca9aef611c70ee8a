package city.pishkhan.doors.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStoreFull;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

    private static WebApplicationException http(int status, Throwable cause) {
        return new WebApplicationException(cause, status);
    }

    @Test
    void findsRefusalInCauseChain() {
        Refusal refusal =
                new Refusal(Refusal.Kind.NOT_FOUND, "case.unknown", null, "No such case.", "پرونده" + " یافت نشد.");
        assertSame(refusal, Refusals.of(refusal));
        assertSame(refusal, Refusals.of(new RuntimeException(new IllegalStateException(refusal))));
        assertSame(refusal, Refusals.of(http(400, new RuntimeException(refusal))));
    }

    @Test
    void internalErrorIsNoRefusal() {
        assertNull(Refusals.of(new IllegalStateException("a bug")));
        assertNull(Refusals.of(new SQLException("no such column", "42703")));
        assertNull(Refusals.of(http(500, null)));
    }

    @Test
    void invalidIdentifierNamesBrokenRule() {
        InvalidIdentifier broken = assertThrows(InvalidIdentifier.class, () -> NationalId.parse("0499370898"));
        Refusal refusal = Refusals.of(new RuntimeException(broken));
        assertEquals(Refusal.Kind.INVALID, refusal.kind());
        assertEquals(broken.rule(), refusal.code());
    }

    @Test
    void mapsTemporaryFailuresToUnavailable() {
        Refusal partner = Refusals.of(new PartnerUnavailable("secret"));
        assertEquals("partner.unavailable", partner.code());
        assertFalse(partner.english().contains("secret"));
        assertEquals(
                "storage.unavailable",
                Refusals.of(new SQLException("connection lost", "08006")).code());
    }

    @Test
    void mapsFullStorageTo507() {
        List.of(
                        new UncheckedIOException(new FileSystemException("/data/x", null, "No space left on device")),
                        new RuntimeException(new IOException("Disk quota exceeded")),
                        new SheetStoreFull("/data/archive"),
                        new IllegalStateException(new SQLException("could not extend file", "53100")))
                .forEach(e -> {
                    Refusal refusal = Refusals.of(e);
                    assertEquals("storage.full", refusal.code());
                    assertEquals(507, refusal.kind().status());
                    assertFalse(refusal.english().contains("/data"));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "404, path.unknown",
        "405, method.unknown",
        "406, accept.unknown",
        "413, body.size",
        "415, content-type.unknown",
        "400, request.malformed"
    })
    void mapsJaxRsStatusToCode(int status, String code) {
        assertEquals(code, Refusals.of(http(status, null)).code());
    }

    @Test
    void refusalStatusOverridesJaxRsStatus() {
        assertEquals(405, Refusals.statusOfHttp(http(405, null), 400));
        assertEquals(
                404,
                Refusals.statusOfHttp(
                        http(
                                400,
                                new Refusal(
                                        Refusal.Kind.NOT_FOUND,
                                        "case.unknown",
                                        null,
                                        "No such case.",
                                        "پرونده" + " یافت نشد.")),
                        404));
        assertEquals(500, Refusals.statusOfHttp(new IllegalStateException("a bug"), 500));
    }

    @Test
    void stopsAtCyclicCauses() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);
        assertNull(Refusals.of(one));
        assertEquals(Refusals.DEEPEST, Refusals.causes(one).size());
    }
}
