package city.pishkhan.simulators.inquiries;

/** The partner does not take a call; each protocol says it in its own words. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Code {
        UNKNOWN_INQUIRY,
        BAD_PLAN,
        DIGEST_MISMATCH,
        NOT_OPEN,
        INVALID
    }

    private final Code code;

    public Rejected(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
