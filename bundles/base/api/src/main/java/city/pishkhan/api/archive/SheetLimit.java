package city.pishkhan.api.archive;

/**
 * Maximum size of a sheet (a paper, a plan, an attachment). The archive has the only setting. The HTTP gate applies it to request
 * bodies before they are read; the doors have no limits of their own.
 */
public interface SheetLimit {
    /** Maximum size in bytes. */
    long bytes();
}
