package city.pishkhan.spi;

import java.io.IOException;

/** The stored bytes of a sheet no longer match their SHA-256. The store works, but this sheet is damaged. */
public final class SheetDamaged extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param sha256 the sheet's address, lower-case hex */
    public SheetDamaged(String sha256) {
        super("Sheet " + sha256 + " is damaged where it is stored");
    }
}
