package city.pishkhan.worklist.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The items in the schema {@code worklist}. The database's clock alone says when a lease ends, so that several hubs agree; a lease that
 * ended shows no holder.
 */
final class ItemStore {
    private static final String COLUMNS = "inquiry, delivered, fence,"
            + " case when lease_until > clock_timestamp() then holder end as holder,"
            + " case when lease_until > clock_timestamp() then lease_until end as lease_until";

    /** @param holder of a lease that runs, or {@code null} */
    record Lease(UUID inquiry, Instant delivered, String holder, Instant until, long fence) {}

    void put(Handle sql, UUID inquiry, String agency) {
        sql.createUpdate("insert into worklist.item (inquiry, agency, delivered) values (:inquiry, :agency, clock_timestamp())"
                        + " on conflict (inquiry) do nothing")
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .execute();
    }

    void close(Handle sql, UUID inquiry) {
        sql.createUpdate("insert into worklist.item (inquiry, agency, delivered, closed)"
                        + " values (:inquiry, '', clock_timestamp(), clock_timestamp())"
                        + " on conflict (inquiry) do update set closed = clock_timestamp(), holder = null, lease_until = null"
                        + " where item.closed is null")
                .bind("inquiry", inquiry)
                .execute();
    }

    Optional<Lease> find(Handle sql, String agency, UUID inquiry) {
        return sql.createQuery("select " + COLUMNS + " from worklist.item"
                        + " where inquiry = :inquiry and agency = :agency and closed is null")
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .map(ItemStore::lease)
                .findOne();
    }

    Map<UUID, Lease> find(Handle sql, String agency, List<UUID> inquiries) {
        Map<UUID, Lease> found = new HashMap<>();
        if (!inquiries.isEmpty()) {
            sql.createQuery("select " + COLUMNS + " from worklist.item"
                            + " where inquiry in (<inquiries>) and agency = :agency and closed is null")
                    .bindList("inquiries", inquiries)
                    .bind("agency", agency)
                    .map(ItemStore::lease)
                    .forEach(lease -> found.put(lease.inquiry(), lease));
        }
        return found;
    }

    /** Of many at once one gets it; whoever holds it already gets it anew. @return whether the caller did */
    boolean claim(Handle sql, String agency, UUID inquiry, String holder, Duration lease) {
        return sql.createUpdate("update worklist.item set holder = :holder, fence = fence + 1,"
                                + " lease_until = clock_timestamp() + make_interval(secs => :seconds)"
                                + " where inquiry = :inquiry and agency = :agency and closed is null"
                                + " and (holder is null or holder = :holder or lease_until <= clock_timestamp())")
                        .bind("holder", holder)
                        .bind("seconds", lease.toSeconds())
                        .bind("inquiry", inquiry)
                        .bind("agency", agency)
                        .execute()
                == 1;
    }

    boolean release(Handle sql, String agency, UUID inquiry, String holder, long fence) {
        return sql.createUpdate("update worklist.item set holder = null, lease_until = null" + NEWEST)
                        .bind("holder", holder)
                        .bind("inquiry", inquiry)
                        .bind("agency", agency)
                        .bind("fence", fence)
                        .execute()
                == 1;
    }

    /** Whether this is the newest claim, also if its lease ended and nobody else claimed meanwhile. Holds the row if so. */
    boolean newest(Handle sql, String agency, UUID inquiry, String holder, long fence) {
        return sql.createQuery("select 1 from worklist.item" + NEWEST + " for update")
                .bind("holder", holder)
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .bind("fence", fence)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static final String NEWEST =
            " where inquiry = :inquiry and agency = :agency and closed is null and holder = :holder and fence = :fence";

    private static Lease lease(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime until = row.getObject("lease_until", OffsetDateTime.class);
        return new Lease(
                row.getObject("inquiry", UUID.class),
                row.getObject("delivered", OffsetDateTime.class).toInstant(),
                row.getString("holder"),
                until == null ? null : until.toInstant(),
                row.getLong("fence"));
    }
}
