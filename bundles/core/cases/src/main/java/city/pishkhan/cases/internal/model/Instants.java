package city.pishkhan.cases.internal.model;

import city.pishkhan.messages.NullContract;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads time columns of result sets; a missing time is {@code null}. */
public final class Instants {
    private Instants() {}

    public static Instant of(ResultSet row, String column) throws SQLException {
        return of(row.getObject(column, OffsetDateTime.class));
    }

    /** @param column number of the column, from 1 */
    public static Instant of(ResultSet row, int column) throws SQLException {
        return of(row.getObject(column, OffsetDateTime.class));
    }

    @NullContract("!null -> !null")
    private static @Nullable Instant of(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
