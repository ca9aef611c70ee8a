package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.spi.ContractWatch.ContractViolation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContractViolationLogTest {
    private static final Instant BEGIN = Instant.parse("2026-11-28T08:00:00Z");

    private Instant now = BEGIN;
    private final ContractViolationLog log = new ContractViolationLog("post", new Clock() {
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
    void countsViolationsAndExpiresThemAfterOneHour() {
        assertEquals(Optional.empty(), log.findRecent());
        log.record("no tracking number");
        now = BEGIN.plusSeconds(3_000);
        log.record("no JSON");
        assertEquals(Optional.of(new ContractViolation("post", BEGIN, now, 2, "no JSON")), log.findRecent());
        now = BEGIN.plusSeconds(6_599);
        assertEquals(2, log.findRecent().orElseThrow().count());
        now = BEGIN.plusSeconds(6_600);
        assertEquals(Optional.empty(), log.findRecent());
        log.record("no JSON");
        assertEquals(Optional.of(new ContractViolation("post", now, now, 1, "no JSON")), log.findRecent());
    }
}
