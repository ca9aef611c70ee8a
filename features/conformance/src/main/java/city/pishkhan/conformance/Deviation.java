package city.pishkhan.conformance;

/** The partner's system does not do what its contract says. */
final class Deviation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Deviation(String message) {
        this(message, 0);
    }

    /** @param status of the reply that was no message at all */
    Deviation(String message, int status) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    static void unless(boolean kept, String broken) {
        if (!kept) {
            throw new Deviation(broken);
        }
    }
}
