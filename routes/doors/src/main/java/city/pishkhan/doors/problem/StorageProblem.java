package city.pishkhan.doors.problem;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;

/** Tells a database that is away, or busy with itself, from a mistake of ours: the first passes, and the call may then be sent again. */
final class StorageProblem {

    /** SQLSTATE classes: connection, resources, rolled back for another's sake, shut down or crashed. */
    private static final List<String> PASSING = List.of("08", "53", "40", "57P");

    private StorageProblem() {}

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
