package city.pishkhan.platform.startup;

/**
 * Whether this node takes part in the hub's work. A node whose keys differ from the city's, and a copy of an installation that nobody has
 * released (quarantine), dispatch no message and run no round. A quarantined node also calls no partner: every client of a partner asks
 * {@link #quarantined()} before it sends. On until something switches it off.
 */
public final class Participation {
    private static volatile boolean suspended;
    private static volatile boolean quarantined;

    private Participation() {}

    /** Asked before each piece of work that no caller requested. */
    public static boolean suspended() {
        return suspended || quarantined;
    }

    /** @param off whether the keys of this node keep it from taking part */
    public static void suspend(boolean off) {
        suspended = off;
    }

    /** Whether nothing may leave this installation: it may be a copy of one that works elsewhere. */
    public static boolean quarantined() {
        return quarantined;
    }

    /** @param on whether nothing may leave this installation */
    public static void quarantine(boolean on) {
        quarantined = on;
    }
}
