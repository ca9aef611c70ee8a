package city.pishkhan.public_.internal;

import city.pishkhan.api.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The brake on guessing codes: an address that has named too many unknown ones hears nothing for a while, of good ones neither. Holds a
 * bounded number of addresses; the longest unused goes first.
 */
final class Guessing {
    private static final int CAPACITY = 10_000;

    private record Misses(int count, Instant first) {}

    private final Clock clock;
    private final int most;
    private final Duration window;
    private final Refusal refusal;
    private final Map<String, Misses> byAddress = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Misses> eldest) {
            return size() > CAPACITY;
        }
    };

    /** @param most unknown codes of one address within {@code window}; the next call is refused until it is over */
    Guessing(Clock clock, int most, Duration window) {
        this(
                clock,
                most,
                window,
                new Refusal(
                        Refusal.Kind.TOO_MANY,
                        "code.guessing",
                        null,
                        "Too many unknown codes from here; try again in a few minutes.",
                        "کدهای نادرست از این نشانی بیش از اندازه بوده است؛ چند دقیقه دیگر دوباره بکوشید."));
    }

    /** The same brake on complaints that are made without end. */
    static Guessing complaints(Clock clock, int most, Duration window) {
        return new Guessing(
                clock,
                most,
                window,
                new Refusal(
                        Refusal.Kind.TOO_MANY,
                        "complaint.too-many",
                        null,
                        "Too many complaints from here; try again in an hour.",
                        "شکایت‌های ثبت‌شده از این نشانی بیش از اندازه است؛ ساعتی دیگر دوباره بکوشید."));
    }

    private Guessing(Clock clock, int most, Duration window, Refusal refusal) {
        this.refusal = refusal;
        this.clock = clock;
        this.most = most;
        this.window = window;
    }

    /** @throws Refusal TOO_MANY */
    synchronized void check(String address) {
        Misses misses = current(address);
        if (misses != null && misses.count >= most) {
            throw refusal;
        }
    }

    synchronized void missed(String address) {
        Misses misses = current(address);
        byAddress.put(
                address, misses == null ? new Misses(1, clock.instant()) : new Misses(misses.count + 1, misses.first));
    }

    private Misses current(String address) {
        Misses misses = byAddress.get(address);
        return misses == null || !clock.instant().isBefore(misses.first.plus(window)) ? null : misses;
    }
}
