package city.pishkhan.spi;

import java.io.IOException;

/** The bytes of a sheet are not what they were when it was put: the store serves, and what it gives is wrong. */
public final class SheetDamaged extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param sha256 the sheet's address, lower-case hex */
    public SheetDamaged(String sha256) {
        super("Sheet " + sha256 + " is damaged where it is stored");
    }
}
