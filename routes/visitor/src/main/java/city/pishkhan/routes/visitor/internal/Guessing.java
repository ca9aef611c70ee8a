package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.SourceNetwork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The brake on naming unknown codes. A good code is served whatever others behind the same address have named: it holds 75 random bits or
 * more, a thousand guesses a second find one of a million codes in a million years, and a look costs one read by an index. Whoever names too many
 * unknown ones is told to wait, longer each time; when all networks together have named too many, one is too many for each. Holds a bounded
 * number of networks; the longest unused goes first.
 */
final class Guessing {
    private static final int CAPACITY = 10_000;
    private static final int MOST_DOUBLINGS = 20;

    private record Misses(int count, Instant first) {}

    private final Clock clock;
    private final int most;
    private final int mostOfAll;
    private final Duration window;
    private final String code;
    private Misses all;
    private final Map<String, Misses> byAddress = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Misses> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * @param most      unknown codes of one network within {@code window}; to the next the answer is to wait
     * @param mostOfAll of all networks
     */
    Guessing(Clock clock, int most, int mostOfAll, Duration window) {
        this(clock, most, mostOfAll, window, "code.guessing");
    }

    /** The same brake on complaints that are made without end. */
    static Guessing complaints(Clock clock, int most, int mostOfAll, Duration window) {
        return new Guessing(clock, most, mostOfAll, window, "complaint.too-many");
    }

    private Guessing(Clock clock, int most, int mostOfAll, Duration window, String code) {
        this.code = code;
        this.mostOfAll = mostOfAll;
        this.clock = clock;
        this.most = most;
        this.window = window;
    }

    /**
     * What a code names.
     *
     * @param unknown what is said of a code that names nothing
     * @throws Refusal {@code unknown}, or TOO_MANY instead of it
     */
    <T> T found(String address, Supplier<Optional<T>> look, Supplier<Refusal> unknown) {
        return look.get().orElseThrow(() -> {
            String network = SourceNetwork.of(address);
            OptionalLong wait = waiting(network);
            missed(network);
            return wait.isEmpty() ? unknown.get() : refusal(wait.getAsLong());
        });
    }

    /**
     * Counts before the work is done, so that many at once are no fewer; what came to nothing was none.
     *
     * @throws Refusal TOO_MANY until the window is over
     */
    <T> T counted(String address, Supplier<T> work) {
        count(address);
        try {
            return work.get();
        } catch (RuntimeException e) {
            takeBack(address);
            throw e;
        }
    }

    private synchronized void count(String address) {
        Misses misses = current(byAddress.get(address));
        if (misses != null && misses.count >= allowed()) {
            throw refusal(
                    Duration.between(clock.instant(), misses.first.plus(window)).toSeconds());
        }
        missed(address);
    }

    private synchronized void takeBack(String address) {
        byAddress.computeIfPresent(address, (key, misses) -> less(misses));
        all = less(all);
    }

    /** {@code null} for none. */
    private static Misses less(Misses misses) {
        return misses == null || misses.count <= 1 ? null : new Misses(misses.count - 1, misses.first);
    }

    private Refusal refusal(long seconds) {
        return Refusal.tooMany(code, seconds);
    }

    /** Seconds that whoever is there should wait; empty if not at all. */
    private synchronized OptionalLong waiting(String key) {
        Misses misses = current(byAddress.get(key));
        int allowed = allowed();
        return misses == null || misses.count < allowed
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(window.toSeconds(), 1L << Math.min(misses.count - allowed, MOST_DOUBLINGS)));
    }

    private int allowed() {
        Misses together = current(all);
        return together != null && together.count >= mostOfAll ? 1 : most;
    }

    private synchronized void missed(String key) {
        byAddress.put(key, more(byAddress.get(key)));
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
