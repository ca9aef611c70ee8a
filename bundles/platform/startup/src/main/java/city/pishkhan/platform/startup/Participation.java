package city.pishkhan.platform.startup;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Participation of this node in the hub's work. A node whose keys differ from the city's, and a copied installation
 * that was not released (quarantine), sends no messages and runs no periodic tasks. A quarantined node also calls no
 * partner: every client of a partner must call {@link #requireSending} before it sends. A starting hub sends nothing
 * until the database, and the external witnesses of the journal if there are any, have decided whether the installation
 * is a copy. Until then work waits. Without a hub, e.g. in a test of one bundle, the node participates.
 */
public final class Participation {
    /** Permission of this installation to send. */
    private enum Standing {
        ADMITTED,
        UNDECIDED,
        QUARANTINED
    }

    private static final String IN_QUARANTINE = ": not called, because this installation is in quarantine";

    private static volatile boolean suspended;
    private static volatile Standing standing = Standing.ADMITTED;
    private static volatile String cause = "";
    private static boolean decided;
    /** Value of {@link System#nanoTime} until which the witnesses are awaited; {@code null} if they are not awaited. */
    private static volatile @Nullable Long awaitedUntil;

    private Participation() {}

    /** Returns {@code true} if this node must do no background work; checked before each piece of work that no caller requested. */
    public static boolean isSuspended() {
        return suspended || isQuarantined();
    }

    /** @param off {@code true} if this node is not admitted because of its keys */
    public static void suspend(boolean off) {
        suspended = off;
    }

    /**
     * Returns {@code true} if this installation must send nothing, because the installation is or may be a copy of an
     * active installation.
     */
    public static boolean isQuarantined() {
        return standing != Standing.ADMITTED;
    }

    /**
     * Returns {@code true} in a starting hub until the database or the witnesses have decided whether the installation
     * is a copy.
     */
    public static boolean isUndecided() {
        return standing == Standing.UNDECIDED;
    }

    /** Cause of the quarantine, e.g. {@code copied}; empty without a quarantine. */
    public static String cause() {
        return cause;
    }

    /**
     * Refuses to send from a quarantined installation, but permits sending while the hub is undecided. Use it only for
     * the request whose answer decides whether the installation is quarantined.
     *
     * @param what address that is called, for the message
     * @param failure creates the exception that makes the caller retry later
     */
    public static <E extends Exception> void requireDeciding(String what, Function<String, E> failure) throws E {
        if (standing == Standing.QUARANTINED) {
            throw failure.apply(what + IN_QUARANTINE);
        }
    }

    /**
     * Refuses to send from an installation that may be a copy.
     *
     * @param what partner or address that is called, for the message
     * @param failure creates the exception that makes the caller retry later
     */
    public static <E extends Exception> void requireSending(String what, Function<String, E> failure) throws E {
        Standing now = standing;
        if (now == Standing.QUARANTINED) {
            throw failure.apply(what + IN_QUARANTINE);
        }
        if (now == Standing.UNDECIDED) {
            throw failure.apply(
                    what + ": not called yet, because the hub is checking whether this installation is a copy");
        }
    }

    /** Holds everything that is sent until {@link #quarantine} decides. Has no effect after the first decision. */
    public static synchronized void awaitDecision() {
        if (!decided) {
            standing = Standing.UNDECIDED;
        }
    }

    /**
     * Keeps a starting hub undecided until the witnesses have answered. Has no effect after the first decision, because
     * a later update of a bundle is not a start of the hub.
     *
     * @param limit time after which {@link #isAwaitingWitnesses} ends
     */
    public static synchronized void awaitWitnesses(Duration limit) {
        if (decided) {
            quarantine(false);
        } else if (awaitedUntil == null) {
            awaitedUntil = System.nanoTime() + limit.toNanos();
        }
    }

    /** Returns {@code true} while only the witnesses can decide whether this installation is a copy. */
    public static boolean isAwaitingWitnesses() {
        Long until = awaitedUntil;
        return until != null && isUndecided() && System.nanoTime() - until < 0;
    }

    /** @param on {@code true} to send nothing from this installation */
    public static void quarantine(boolean on) {
        quarantine(on, "");
    }

    /**
     * Decides whether this installation may send.
     *
     * @param on {@code true} to send nothing from this installation
     * @param why cause of the quarantine, e.g. {@code copied}
     */
    public static synchronized void quarantine(boolean on, String why) {
        decided = true;
        cause = on ? why : "";
        standing = on ? Standing.QUARANTINED : Standing.ADMITTED;
    }

    /** Returns to the state of a new JVM, for tests. */
    static synchronized void reset() {
        decided = false;
        cause = "";
        awaitedUntil = null;
        standing = Standing.ADMITTED;
    }
}
