package city.pishkhan.api.archive;

/**
 * How large a sheet (a paper, a plan, an attachment) may be. Whoever keeps sheets has the one setting; the gate bounds bodies by it before
 * they are read, and no door has a bound of its own.
 */
public interface SheetLimit {
    /** Bytes at most. */
    long bytes();
}
