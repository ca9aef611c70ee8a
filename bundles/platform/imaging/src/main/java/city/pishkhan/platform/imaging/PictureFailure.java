package city.pishkhan.platform.imaging;

/** Why there is no picture. */
public final class PictureFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What is to be told to whoever wanted one. */
    public enum Why {
        /** the file is broken, or of a kind that nobody can decode */
        UNREADABLE,
        /** it asks for more memory or time than there is for one */
        TOO_MUCH,
        /** others are served; the same may be asked again */
        BUSY
    }

    public PictureFailure(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
