package city.pishkhan.spi;

/** A store of sheets has no free space for another sheet. Nothing was stored; the call can be repeated once there is space. */
public final class SheetStoreFull extends PartnerUnavailable {
    private static final long serialVersionUID = 1L;

    /** @param message the store and its free space */
    public SheetStoreFull(String message) {
        super(message);
    }
}
