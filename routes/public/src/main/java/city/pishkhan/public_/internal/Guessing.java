package city.pishkhan.public_.internal;

import city.pishkhan.api.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The brake on guessing codes: an address that has named too many unknown ones hears nothing for a while, of good ones neither. When all
 * addresses together have named too many, one unknown code is too many for each: who has a good code is served all the same. Holds a
 * bounded number of addresses; the longest unused goes first.
 */
final class Guessing {
    private static final int CAPACITY = 10_000;

    private record Misses(int count, Instant first) {}

    private final Clock clock;
    private final int most;
    private final int mostOfAll;
    private final Duration window;
    private final Refusal refusal;
    private Misses all;
    private final Map<String, Misses> byAddress = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Misses> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * @param most      unknown codes of one address within {@code window}; the next call is refused until it is over
     * @param mostOfAll of all addresses
     */
    Guessing(Clock clock, int most, int mostOfAll, Duration window) {
        this(
                clock,
                most,
                mostOfAll,
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
                Integer.MAX_VALUE,
                window,
                new Refusal(
                        Refusal.Kind.TOO_MANY,
                        "complaint.too-many",
                        null,
                        "Too many complaints from here; try again in an hour.",
                        "شکایت‌های ثبت‌شده از این نشانی بیش از اندازه است؛ ساعتی دیگر دوباره بکوشید."));
    }

    private Guessing(Clock clock, int most, int mostOfAll, Duration window, Refusal refusal) {
        this.refusal = refusal;
        this.mostOfAll = mostOfAll;
        this.clock = clock;
        this.most = most;
        this.window = window;
    }

    /** @throws Refusal TOO_MANY */
    synchronized void check(String address) {
        Misses misses = current(byAddress.get(address));
        Misses together = current(all);
        int allowed = together != null && together.count >= mostOfAll ? 1 : most;
        if (misses != null && misses.count >= allowed) {
            throw refusal;
        }
    }

    synchronized void missed(String address) {
        byAddress.put(address, more(byAddress.get(address)));
        all = more(all);
    }

    private Misses more(Misses before) {
        Misses misses = current(before);
        return misses == null ? new Misses(1, clock.instant()) : new Misses(misses.count + 1, misses.first);
    }

    /** {@code null} once the time is over. */
    private Misses current(Misses misses) {
        return misses == null || !clock.instant().isBefore(misses.first.plus(window)) ? null : misses;
    }
}
