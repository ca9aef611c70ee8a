package city.pishkhan.testkit;

/** Receives the progress of a city's start as lines for users. */
@FunctionalInterface
public interface ProgressListener {

    /** @param who actor, e.g. hub, partners, institute or clerk-1204 */
    void step(String who, String what);
}
