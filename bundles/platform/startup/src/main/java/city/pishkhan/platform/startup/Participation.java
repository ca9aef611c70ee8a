package city.pishkhan.platform.startup;

import java.util.function.Function;

/**
 * Participation of this node in the hub's work. A node whose keys differ from the city's, and a copied installation that was
 * not released (quarantine), sends no messages and runs no periodic tasks. A quarantined node also calls no partner: every
 * client of a partner must call {@link #requireSending} before it sends. In a hub nothing is sent from its start until the
 * database has decided whether the installation is a copy; work of that time waits. Without a hub, e.g. in a test of one
 * bundle, the node participates.
 */
public final class Participation {
    /** Permission of this installation to send. */
    private enum Standing {
        ADMITTED,
        UNDECIDED,
        QUARANTINED
    }

    private static volatile boolean suspended;
    private static volatile Standing standing = Standing.ADMITTED;
    private static boolean decided;

    private Participation() {}

    /** Returns {@code true} if this node must do no background work; checked before each piece of work that no caller requested. */
    public static boolean suspended() {
        return suspended || quarantined();
    }

    /** @param off {@code true} if this node is not admitted because of its keys */
    public static void suspend(boolean off) {
        suspended = off;
    }

    /**
     * Returns {@code true} if nothing may be sent from this installation, because it may be a copy of an active installation, or
     * because that is not decided yet.
     */
    public static boolean quarantined() {
        return standing != Standing.ADMITTED;
    }

    /** Returns {@code true} in a starting hub until the database has decided whether the installation is a copy. */
    public static boolean isUndecided() {
        return standing == Standing.UNDECIDED;
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
            throw failure.apply(what + ": not called, because this installation is in quarantine");
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

    /** @param on {@code true} to send nothing from this installation */
    public static synchronized void quarantine(boolean on) {
        decided = true;
        standing = on ? Standing.QUARANTINED : Standing.ADMITTED;
    }

    /** Returns to the state of a new JVM, for tests. */
    static synchronized void reset() {
        decided = false;
        standing = Standing.ADMITTED;
    }
}
