package city.pishkhan.public_.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class GuessingTest {
    private Instant now = Instant.parse("2026-11-25T08:30:00Z");
    private final Clock clock = new Clock() {
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
    };
    private final Guessing guessing = new Guessing(clock, 3, 10, Duration.ofMinutes(5));

    private void misses(String address, int times) {
        for (int i = 0; i < times; i++) {
            guessing.check(address);
            guessing.missed(address);
        }
    }

    @Test
    void anAddressThatGuessesHearsNothingForAWhile() {
        misses("a", 3);
        assertThrows(Refusal.class, () -> guessing.check("a"));
        assertDoesNotThrow(() -> guessing.check("b"));
        now = now.plus(Duration.ofMinutes(5));
        assertDoesNotThrow(() -> guessing.check("a"));
    }

    @Test
    void manyAddressesThatGuessTogetherGetOneGuessEach() {
        for (int i = 0; i < 5; i++) {
            misses("guesser-" + i, 2);
        }
        assertThrows(Refusal.class, () -> guessing.check("guesser-0"));
        assertDoesNotThrow(() -> guessing.check("holder of a good code"));
        misses("another", 1);
        assertThrows(Refusal.class, () -> guessing.check("another"));
        now = now.plus(Duration.ofMinutes(5));
        misses("another", 2);
        assertDoesNotThrow(() -> guessing.check("another"));
    }
}
