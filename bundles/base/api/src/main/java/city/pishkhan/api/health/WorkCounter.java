package city.pishkhan.api.health;

/** Number of times that a bundle of the core has done a piece of work since its start, to measure the cost of a case. */
public interface WorkCounter {

    /** Name of the work, in lower case with dashes; used as the value of a metric label. */
    String workName();

    /** The count; it only grows until the bundle restarts. */
    long workDone();
}
