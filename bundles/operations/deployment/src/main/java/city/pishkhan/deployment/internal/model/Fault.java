package city.pishkhan.deployment.internal.model;

import org.jspecify.annotations.Nullable;

/** A failed step of a deployment. The message is for the operator and contains no configuration values. */
public final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean stuck;

    private Fault(String message, @Nullable Throwable cause, boolean stuck) {
        super(message, cause);
        this.stuck = stuck;
    }

    public static Fault of(String message, @Nullable Throwable cause) {
        return new Fault(message, cause, false);
    }

    /** Creates a fault of a step that still hangs. Its resources are blocked, so that a rollback is not possible either. */
    public static Fault stuck(String message) {
        return new Fault(message, null, true);
    }

    public boolean isStuck() {
        return stuck;
    }
}
