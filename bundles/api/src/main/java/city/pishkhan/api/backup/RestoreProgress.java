package city.pishkhan.api.backup;

/** There only in a hub that began with a restore: nobody is served before it is done. */
public interface RestoreProgress {

    /** Whether something of it is still to be done; cheap. */
    boolean underWay();
}
