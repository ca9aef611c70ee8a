package city.pishkhan.archive.sheets;

import city.pishkhan.spi.SheetStore;

/** Encrypts identity papers that an earlier version stored unencrypted, when they are verified. */
public interface SheetEncryption {

    /**
     * Encrypts a sheet. An unreadable sheet remains unencrypted.
     *
     * @param person key of the owner
     * @return {@code true} if the sheet is encrypted now
     */
    boolean encrypt(SheetStore store, String sha256, long person);

    /** Returns the number of unencrypted identity papers, counted up to 1,000. */
    long left();
}
