package city.pishkhan.archive.internal.fixity;

import city.pishkhan.spi.SheetStore;

/** Encrypts what an earlier version stored as it is, when it is read again anyway. */
public interface SheetEncryption {

    /** @param person the key of its owner @return whether it is encrypted now; what cannot be read stays as it is */
    boolean encrypt(SheetStore store, String sha256, long person);

    /** How many are left, counted up to a thousand. */
    long left();
}
