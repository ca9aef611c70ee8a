package city.pishkhan.doors.problem;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.spi.SheetStoreFull;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;

/** Tells a database that is away, or busy with itself, from a mistake of ours: the first passes, and the call may then be sent again. */
final class StorageProblem {

    /** SQLSTATE classes: connection, resources, rolled back for another's sake, shut down or crashed. */
    private static final List<String> PASSING = List.of("08", "53", "40", "57P");

    private static final String DISK_FULL = "53100";
    /** as the C library says it, and Java after it */
    private static final List<String> NO_ROOM = List.of("No space left on device", "Disk quota exceeded");

    private StorageProblem() {}

    /** Whether no room is left: in a store of sheets, on a disk of this machine, on the database's. */
    static boolean full(Throwable t) {
        return t instanceof SheetStoreFull
                || t instanceof SQLException e && DISK_FULL.equals(e.getSQLState())
                || t instanceof IOException e
                        && e.getMessage() != null
                        && NO_ROOM.stream().anyMatch(e.getMessage()::contains);
    }

    static Refusal noRoom() {
        return Refusal.of(Kind.FULL, "storage.full", null);
    }

    static boolean passes(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || PASSING.stream().anyMatch(state::startsWith);
    }

    /** The outcome may be unknown: whoever sends it again under its Idempotency-Key gets it once. */
    static Refusal refusal() {
        return Refusal.of(Kind.UNAVAILABLE, "storage.unavailable", null);
    }
}
