package city.pishkhan.api.backup;

/**
 * Progress of the restore with which this hub started. The service exists only in such a hub, which serves no requests before the
 * restore is complete.
 */
public interface RestoreProgress {

    /** Returns {@code true} while the restore is incomplete; a cheap call. */
    boolean isIncomplete();
}
