package city.pishkhan.simulators.conformance;

/** The partner's system does not do what its contract says. */
final class Deviation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Deviation(String message) {
        super(message);
    }

    static void unless(boolean kept, String broken) {
        if (!kept) {
            throw new Deviation(broken);
        }
    }
}
