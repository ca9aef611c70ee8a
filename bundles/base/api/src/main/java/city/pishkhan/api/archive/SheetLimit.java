package city.pishkhan.api.archive;

/**
 * Maximum size of a sheet (a paper, a plan, an attachment). Only the archive's configuration sets this size. The HTTP
 * gate applies it to request bodies before they are read; the doors have no limits of their own.
 */
public interface SheetLimit {
    /** Maximum size in bytes. */
    long bytes();
}
