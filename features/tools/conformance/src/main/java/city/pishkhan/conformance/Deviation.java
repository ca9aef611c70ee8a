package city.pishkhan.conformance;

/** Thrown if the partner's system does not meet its contract. */
final class Deviation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Deviation(String message) {
        this(message, 0);
    }

    /** @param status HTTP status of the reply if its body is not a valid message, else 0 */
    Deviation(String message, int status) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    static void throwUnless(boolean kept, String broken) {
        if (!kept) {
            throw new Deviation(broken);
        }
    }
}
