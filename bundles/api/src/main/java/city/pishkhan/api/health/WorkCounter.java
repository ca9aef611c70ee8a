package city.pishkhan.api.health;

/** How often a bundle of the core did a piece of work since it started, for whoever counts what a case costs. */
public interface WorkCounter {

    /** What is counted, in lower case with dashes: the value of a label. */
    String workName();

    /** Grows, until the bundle is started anew. */
    long workDone();
}
