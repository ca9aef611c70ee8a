package city.pishkhan.platform.startup;

/**
 * Participation of this node in the hub's work. A node whose keys differ from the city's, and a copied installation that was
 * not released (quarantine), sends no messages and runs no periodic tasks. A quarantined node also calls no partner: every
 * client of a partner must check {@link #quarantined()} before it sends. A node participates until it is suspended or
 * quarantined.
 */
public final class Participation {
    private static volatile boolean suspended;
    private static volatile boolean quarantined;

    private Participation() {}

    /** Returns {@code true} if this node must do no background work; checked before each piece of work that no caller requested. */
    public static boolean suspended() {
        return suspended || quarantined;
    }

    /** @param off {@code true} if this node is not admitted because of its keys */
    public static void suspend(boolean off) {
        suspended = off;
    }

    /** Returns {@code true} if nothing may be sent from this installation, because it may be a copy of an active installation. */
    public static boolean quarantined() {
        return quarantined;
    }

    /** @param on {@code true} to send nothing from this installation */
    public static void quarantine(boolean on) {
        quarantined = on;
    }
}
