package city.pishkhan.platform.imaging;

/** Reports that a picture cannot be made. */
public final class PictureFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureReason why;

    /** Reason to report to the caller. */
    public enum FailureReason {
        /** The file is damaged or of an unsupported kind. */
        UNREADABLE,
        /** The picture exceeds the limits of memory or time. */
        TOO_MUCH,
        /** Other requests are being served; the caller may retry. */
        BUSY
    }

    public PictureFailure(FailureReason why, String message) {
        super(message);
        this.why = why;
    }

    public FailureReason reason() {
        return why;
    }
}
