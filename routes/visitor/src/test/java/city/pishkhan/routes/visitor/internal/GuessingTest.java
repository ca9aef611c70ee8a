package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
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
    private OptionalInt wait;
    private final Guessing guessing = new Guessing(clock, 3, 10, Duration.ofMinutes(5));

    private void misses(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertEquals("code.unknown", answer(address, Optional.empty()));
        }
    }

    /** What was found, or the code of the refusal. */
    private String answer(String address, Optional<String> found) {
        try {
            return guessing.found(
                    address,
                    () -> found,
                    () -> new Refusal(
                            Refusal.Kind.NOT_FOUND, "code.unknown", null, "No such code.", "کد" + " یافت نشد."));
        } catch (Refusal refusal) {
            wait = refusal.retrySeconds();
            return refusal.code();
        }
    }

    @Test
    void aGoodCodeIsServedWhateverOthersOfTheSameNetworkNamed() {
        misses("192.0.2.1", 3);
        for (int seconds = 1; seconds <= 64; seconds *= 2) {
            assertEquals("code.guessing", answer("192.0.2.9", Optional.empty()));
            assertEquals(OptionalInt.of(seconds), wait);
            assertEquals("standing", answer("192.0.2.1", Optional.of("standing")));
        }
        answer("192.0.2.9", Optional.empty());
        assertEquals(OptionalInt.of(300), wait, "never longer");
        misses("192.0.3.1", 1);
        now = now.plus(Duration.ofMinutes(5));
        misses("192.0.2.1", 1);
    }

    @Test
    void manyNetworksThatGuessTogetherGetOneGuessEach() {
        for (int i = 0; i < 5; i++) {
            misses("guesser-" + i, 2);
        }
        assertEquals("code.guessing", answer("guesser-0", Optional.empty()));
        misses("another", 1);
        assertEquals("code.guessing", answer("another", Optional.empty()));
        assertEquals("standing", answer("another", Optional.of("standing")));
        now = now.plus(Duration.ofMinutes(5));
        misses("another", 2);
    }

    @Test
    void complaintsWithoutEndAreBraked() {
        Guessing complaints = Guessing.complaints(clock, 3, Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            complaints.check("a");
            complaints.missed("a");
        }
        assertEquals(
                "complaint.too-many",
                assertThrows(Refusal.class, () -> complaints.check("a")).code());
        complaints.check("b");
        now = now.plus(Duration.ofHours(1));
        complaints.check("a");
    }
}
