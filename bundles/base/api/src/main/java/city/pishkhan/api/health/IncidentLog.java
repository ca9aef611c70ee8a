package city.pishkhan.api.health;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs identical incidents once a minute: the first in full, further ones as a count. Two incidents are identical if the same
 * exceptions were thrown at the same places. A request whose client closed the connection is not an incident and is logged at
 * DEBUG. Thread-safe.
 */
public final class IncidentLog {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentLog.class);
    private static final IncidentLog SHARED = new IncidentLog(System::nanoTime);

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_KINDS = 200;
    private static final int DEEPEST = 8;
    /** Maximum number of request ids in a summary. Operators use the ids to find a request that a user reports. */
    private static final int MOST_IDS = 20;

    private static final class Kind {
        private final long until;
        private final String first;
        private final List<String> ids = new ArrayList<>();
        private int more;

        private Kind(long until, String first) {
            this.until = until;
            this.first = first;
        }
    }

    private final LongSupplier clock;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    /** Time at which {@link #logCounts()} next logs counts, as a value of {@code clock}; read by every request. */
    private volatile long due = Long.MAX_VALUE;

    private volatile boolean counted;

    IncidentLog(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Logs an unexpected error with its stack trace.
     *
     * @param source the class that logs
     * @param id    id of the request
     */
    public static void error(Class<?> source, String id, Throwable thrown) {
        SHARED.log(source, id, thrown);
    }

    /**
     * Decides whether the caller should log an exception.
     *
     * @return {@code false} for a closed connection, and within a minute of an identical exception
     */
    public static boolean isNew(String id, Throwable thrown) {
        return !isAborted(thrown) && SHARED.countAndIsFirst(kind("", thrown), id);
    }

    /**
     * Logs a warning that any client can cause.
     *
     * @param source the class that logs
     * @param text  message template without values, identical for identical warnings
     */
    public static void warn(Class<?> source, String text, @Nullable Object... values) {
        if (SHARED.countAndIsFirst(source.getName() + '|' + text, String.valueOf(MDC.get("request")))) {
            LoggerFactory.getLogger(source).warn(text, values);
        }
    }

    /** Clears all counts, so that the next incident of each kind is logged in full; for tests. */
    public static void clear() {
        synchronized (SHARED.kinds) {
            SHARED.kinds.clear();
            SHARED.counted = false;
        }
    }

    /** Logs the counts whose minute is over. Costs one volatile read if there are none. */
    public static void flush() {
        SHARED.logCounts();
    }

    /** @return whether the client closed or reset its connection while the response was written */
    public static boolean isAborted(Throwable thrown) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < DEEPEST; depth++) {
            // compared by name, because Jetty's class is not visible to every calling bundle
            if (t.getClass().getName().equals("org.eclipse.jetty.io.EofException")) {
                return true;
            }
            t = t.getCause();
        }
        return false;
    }

    void log(Class<?> source, String id, Throwable thrown) {
        if (isAborted(thrown)) {
            LoggerFactory.getLogger(source).debug("The client of request {} closed its connection", id, thrown);
        } else if (countAndIsFirst(kind(source.getName(), thrown), id)) {
            LoggerFactory.getLogger(source).error("Incident {}", id, thrown);
        }
    }

    private boolean countAndIsFirst(String kind, String id) {
        logCounts();
        long now = clock.getAsLong();
        synchronized (kinds) {
            Kind known = kinds.get(kind);
            if (known != null && known.until - now > 0) {
                known.more++;
                if (known.ids.size() < MOST_IDS) {
                    known.ids.add(id);
                }
                if (!counted || known.until - due < 0) {
                    due = known.until;
                    counted = true;
                }
                return false;
            }
            Kind before = kinds.put(kind, new Kind(now + MINUTE_NANOS, id));
            if (before != null) {
                logCounts(before);
            }
            if (kinds.size() > MOST_KINDS) {
                Iterator<Kind> oldest = kinds.values().iterator();
                logCounts(oldest.next());
                oldest.remove();
            }
        }
        return true;
    }

    void logCounts() {
        if (!counted || due - clock.getAsLong() > 0) {
            return;
        }
        synchronized (kinds) {
            long now = clock.getAsLong();
            long next = Long.MAX_VALUE;
            boolean hasPending = false;
            for (Iterator<Kind> each = kinds.values().iterator(); each.hasNext(); ) {
                Kind kind = each.next();
                if (kind.until - now <= 0) {
                    logCounts(kind);
                    each.remove();
                } else if (kind.more > 0 && (!hasPending || kind.until - next < 0)) {
                    next = kind.until;
                    hasPending = true;
                }
            }
            due = next;
            counted = hasPending;
        }
    }

    private void logCounts(Kind kind) {
        if (kind.more > 0) {
            LOG.warn(
                    "The incident of request {} occurred {} more times within a minute, in requests {}{}",
                    kind.first,
                    kind.more,
                    String.join(", ", kind.ids),
                    kind.more > kind.ids.size() ? " …" : "");
        }
    }

    /**
     * Returns a key that identical incidents share: the exceptions and the places where they were thrown. It has no
     * messages, because they may contain varying values and personal data.
     */
    private static String kind(String place, Throwable thrown) {
        StringBuilder kind = new StringBuilder(place);
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < DEEPEST; depth++) {
            StackTraceElement[] trace = t.getStackTrace();
            kind.append('|').append(t.getClass().getName());
            if (trace.length > 0) {
                kind.append('@').append(trace[0].getClassName()).append(':').append(trace[0].getLineNumber());
            }
            t = t.getCause();
        }
        return kind.toString();
    }
}
