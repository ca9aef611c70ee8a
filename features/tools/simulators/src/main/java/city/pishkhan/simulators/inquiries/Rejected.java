package city.pishkhan.simulators.inquiries;

/** Thrown if the partner rejects a call; each protocol maps it to its own error. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Reasons for a rejection. */
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
