package city.pishkhan.cases.internal.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Points in time as rows hold them, {@code null} where there is none. */
public final class Instants {
    private Instants() {}

    public static Instant of(ResultSet row, String column) throws SQLException {
        return of(row.getObject(column, OffsetDateTime.class));
    }

    /** @param column from 1 */
    public static Instant of(ResultSet row, int column) throws SQLException {
        return of(row.getObject(column, OffsetDateTime.class));
    }

    private static Instant of(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
