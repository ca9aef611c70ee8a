package city.pishkhan.platform.startup;

/**
 * Whether this node takes part in the hub's work: one whose keys are unlike the city's takes no message and goes no round, until that is mended.
 * On until somebody says otherwise.
 */
public final class Participation {
    private static volatile boolean suspended;

    private Participation() {}

    /** Asked before each piece of work that nobody called for. */
    public static boolean suspended() {
        return suspended;
    }

    /** @param off whether this node takes part no longer */
    public static void suspend(boolean off) {
        suspended = off;
    }
}
