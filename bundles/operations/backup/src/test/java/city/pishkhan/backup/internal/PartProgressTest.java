package city.pishkhan.backup.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.health.HealthWarning;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PartProgressTest {
    private Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    void warningShowsProgressAndRemainingTime() {
        PartProgress progress = new PartProgress(clock, "sheets", 400);
        assertEquals("0 of 400 sheets", progress.warnings().get(0).what().english());
        for (int i = 0; i < 100; i++) {
            now = now.plusSeconds(3);
            progress.increment();
        }
        HealthWarning warning = progress.warnings().get(0);
        assertEquals(
                "restoring sheets 100 of 400 sheets, some 15 minutes left",
                warning.kind() + " " + warning.subject() + " " + warning.what().english());
        assertEquals(Instant.parse("2026-11-27T08:00:00Z"), warning.since());
    }
}
