package city.pishkhan.spi;

/** A store of sheets has no room for one more. Nothing of it is there; the same may be put again once there is room. */
public final class SheetStoreFull extends PartnerUnavailable {
    private static final long serialVersionUID = 1L;

    /** @param message which store, and how much is free */
    public SheetStoreFull(String message) {
        super(message);
    }
}
