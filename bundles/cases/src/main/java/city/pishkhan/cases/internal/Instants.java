package city.pishkhan.cases.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Points in time as rows hold them, {@code null} where there is none. */
final class Instants {
    private Instants() {}

    static Instant of(ResultSet row, String column) throws SQLException {
        return of(row.getObject(column, OffsetDateTime.class));
    }

    /** @param column from 1 */
    static Instant of(ResultSet row, int column) throws SQLException {
        return of(row.getObject(column, OffsetDateTime.class));
    }

    private static Instant of(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
