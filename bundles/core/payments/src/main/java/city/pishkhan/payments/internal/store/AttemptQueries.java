package city.pishkhan.payments.internal.store;

import city.pishkhan.api.money.PaymentReview.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Attempts in the form that operators see. */
public final class AttemptQueries {
    private static final String ATTEMPTS =
            "select a.id, b.case_number, a.gateway, a.order_number, a.amount, a.state, a.code, a.held,"
                    + " a.created, a.next_at from payments.attempt a join payments.bill b on b.id = a.bill";

    private AttemptQueries() {}

    /**
     * Returns attempts, the newest first.
     *
     * @param below returns only attempts older than this one; {@code null} for all
     */
    public static List<Row> list(Handle sql, boolean unknown, @Nullable UUID below, int limit) {
        return sql.createQuery(ATTEMPTS + " where (not :unknown or a.state = 'UNKNOWN')"
                        + " and (:below::uuid is null or a.id < :below::uuid) order by a.id desc limit :limit")
                .bind("unknown", unknown)
                .bind("below", below)
                .bind("limit", limit)
                .map(AttemptQueries::row)
                .list();
    }

    public static Row one(Handle sql, UUID attempt) {
        return sql.createQuery(ATTEMPTS + " where a.id = :id")
                .bind("id", attempt)
                .map(AttemptQueries::row)
                .one();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("case_number"),
                row.getString("gateway"),
                row.getLong("order_number"),
                row.getLong("amount"),
                row.getString("state").toLowerCase(Locale.ROOT),
                row.getString("code"),
                row.getString("held"),
                instant(row, "created"),
                instant(row, "next_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
