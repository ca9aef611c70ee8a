package city.pishkhan.api.health;

/**
 * Counts how often a bundle of the core has done a kind of work since its start. The counts show how much work a case
 * causes.
 */
public interface WorkCounter {

    /** Name of the work, in lower case with dashes; used as the value of a metric label. */
    String workName();

    /** The count; it only grows until the bundle restarts. */
    long workDone();
}
