package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.spi.ContractWatch.Departure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepartureLogTest {
    private static final Instant BEGIN = Instant.parse("2026-11-28T08:00:00Z");

    private Instant now = BEGIN;
    private final DepartureLog log = new DepartureLog("post", new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void repliesAreCountedSinceTheFirstAndForgottenAnHourAfterTheLast() {
        assertEquals(Optional.empty(), log.lately());
        log.note("no tracking number");
        now = BEGIN.plusSeconds(3_000);
        log.note("no JSON");
        assertEquals(Optional.of(new Departure("post", BEGIN, now, 2, "no JSON")), log.lately());
        now = BEGIN.plusSeconds(6_599);
        assertEquals(2, log.lately().orElseThrow().count());
        now = BEGIN.plusSeconds(6_600);
        assertEquals(Optional.empty(), log.lately());
        log.note("no JSON");
        assertEquals(Optional.of(new Departure("post", now, now, 1, "no JSON")), log.lately());
    }
}
