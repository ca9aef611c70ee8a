package city.pishkhan.payments.internal.common;

import java.sql.SQLException;

/** Reads what PostgreSQL refused. */
public final class ConstraintViolations {
    private static final String UNIQUE = "23505";

    private ConstraintViolations() {}

    /** @param constraint name of the index */
    public static boolean unique(Throwable e, String constraint) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE.equals(sql.getSQLState())) {
                return String.valueOf(sql.getMessage()).contains(constraint);
            }
        }
        return false;
    }
}
