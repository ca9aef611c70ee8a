package city.pishkhan.testkit;

/** Is told what a city does while it comes up, a line at a time, for people. */
@FunctionalInterface
public interface ProgressListener {

    /** @param who did it: hub, partners, institute, clerk-1204 … */
    void step(String who, String what);
}
