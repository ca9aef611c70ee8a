package city.pishkhan.deployment.internal.model;

/** A step of a deployment that failed. Its message is for the operator, and quotes no values. */
public final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean stuck;

    private Fault(String message, Throwable cause, boolean stuck) {
        super(message, cause);
        this.stuck = stuck;
    }

    public static Fault of(String message, Throwable cause) {
        return new Fault(message, cause, false);
    }

    /** The step hangs on, and what it holds cannot be used: there is no way back either. */
    public static Fault stuck(String message) {
        return new Fault(message, null, true);
    }

    public boolean isStuck() {
        return stuck;
    }
}
