package city.pishkhan.payments.internal.common;

import java.sql.SQLException;

/** Recognizes constraint violations of PostgreSQL. */
public final class ConstraintViolations {
    private static final String UNIQUE = "23505";

    private ConstraintViolations() {}

    /**
     * Returns {@code true} if the failure is a unique violation of a constraint.
     *
     * @param constraint name of the constraint or index
     */
    public static boolean isUniqueViolation(Throwable e, String constraint) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE.equals(sql.getSQLState())) {
                return String.valueOf(sql.getMessage()).contains(constraint);
            }
        }
        return false;
    }
}
