package city.pishkhan.doors.problem;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.spi.SheetStoreFull;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;

/** Distinguishes temporary database failures from internal errors. After a temporary failure, the call may be repeated. */
final class StorageProblem {

    /** SQLSTATE classes: connection failure, insufficient resources, rollback because of a conflict, shutdown or crash. */
    private static final List<String> TEMPORARY_SQL_STATES = List.of("08", "53", "40", "57P");

    private static final String DISK_FULL = "53100";
    /** texts by which the C library, and therefore Java, reports a full disk */
    private static final List<String> NO_ROOM = List.of("No space left on device", "Disk quota exceeded");

    private StorageProblem() {}

    /** Returns whether storage is full: a sheet store, a local disk or the database's disk. */
    static boolean isFull(Throwable t) {
        return t instanceof SheetStoreFull
                || t instanceof SQLException e && DISK_FULL.equals(e.getSQLState())
                || t instanceof IOException e
                        && e.getMessage() != null
                        && NO_ROOM.stream().anyMatch(e.getMessage()::contains);
    }

    static Refusal fullRefusal() {
        return Refusal.of(Kind.FULL, "storage.full", null);
    }

    static boolean isTemporary(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || TEMPORARY_SQL_STATES.stream().anyMatch(state::startsWith);
    }

    /** Refusal for a call whose outcome may be unknown. A repetition with the same Idempotency-Key takes effect once. */
    static Refusal refusal() {
        return Refusal.of(Kind.UNAVAILABLE, "storage.unavailable", null);
    }
}
