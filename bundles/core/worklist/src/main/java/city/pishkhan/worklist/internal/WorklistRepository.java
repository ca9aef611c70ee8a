package city.pishkhan.worklist.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the items of the worklist. An expired lease counts as no claim, although its row still names the
 * holder.
 */
final class WorklistRepository {
    private static final String COLUMNS = "inquiry, put, fence, reminded,"
            + " case when lease_until > now() then holder end as holder,"
            + " case when lease_until > now() then lease_until end as lease_until";

    private final Duration lease;

    WorklistRepository(Duration lease) {
        this.lease = lease;
    }

    record Row(
            UUID inquiry,
            @Nullable Instant put,
            String holder,
            @Nullable Instant leaseUntil,
            long fence,
            @Nullable Instant reminded) {

        /**
         * @throws Refusal CONFLICT {@code worklist.fence} unless {@code claim} is the newest claim of the item and the
         *     user holds the item
         */
        void requireClaim(Caller user, long claim) {
            if (fence != claim || holder == null || !holder.equals(user.principal())) {
                throw unclaimed();
            }
        }
    }

    static Refusal unclaimed() {
        return Refusal.conflict("worklist.fence");
    }

    void put(Handle sql, UUID inquiry, String agency) {
        sql.createUpdate(
                        "insert into worklist.item (inquiry, agency) values (:inquiry, :agency) on conflict do nothing")
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .execute();
    }

    /** Closes an item permanently. If the item does not exist yet, a closed row prevents a later {@link #put}. */
    void remove(Handle sql, UUID inquiry) {
        sql.createUpdate("insert into worklist.item (inquiry, agency, closed) values (:inquiry, '', now())"
                        + " on conflict (inquiry) do update set closed = now(), holder = null, lease_until = null"
                        + " where item.closed is null")
                .bind("inquiry", inquiry)
                .execute();
    }

    /**
     * As {@link #remove(Handle, UUID)}, if the claim is still the newest.
     *
     * @return {@code true} if the item was closed
     */
    boolean remove(Handle sql, UUID inquiry, long claim) {
        return sql.createUpdate("update worklist.item set closed = now(), holder = null, lease_until = null"
                                + " where inquiry = :inquiry and fence = :claim and closed is null")
                        .bind("inquiry", inquiry)
                        .bind("claim", claim)
                        .execute()
                > 0;
    }

    List<Row> list(Handle sql, String agency, @Nullable UUID after, int limit) {
        return sql.createQuery(
                        "select " + COLUMNS + " from worklist.item where agency = :agency"
                                + " and closed is null and (:after::uuid is null or inquiry > :after::uuid) order by inquiry limit :limit")
                .bind("agency", agency)
                .bind("after", after)
                .bind("limit", limit)
                .map(WorklistRepository::row)
                .list();
    }

    Optional<Row> find(Handle sql, String agency, UUID inquiry) {
        return sql.createQuery("select " + COLUMNS
                        + " from worklist.item where inquiry = :inquiry and agency = :agency and closed is null")
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .map(WorklistRepository::row)
                .findOne();
    }

    /** Returns {@code true} if the worklist has or had an item for the inquiry. */
    boolean isKnown(Handle sql, UUID inquiry) {
        return sql.createQuery("select exists (select from worklist.item where inquiry = :inquiry)")
                .bind("inquiry", inquiry)
                .mapTo(Boolean.class)
                .one();
    }

    /** Claims an item. Empty if another user holds it. The holder may claim it again, which renews the lease. */
    Optional<Row> claim(Handle sql, String agency, UUID inquiry, String holder) {
        return sql.createQuery("update worklist.item set holder = :holder, fence = fence + 1,"
                        + " lease_until = now() + make_interval(secs => :seconds)"
                        + " where inquiry = :inquiry and agency = :agency and closed is null"
                        + " and (holder is null or holder = :holder or lease_until <= now()) returning " + COLUMNS)
                .bind("holder", holder)
                .bind("seconds", (double) lease.toMillis() / 1000)
                .bind("inquiry", inquiry)
                .bind("agency", agency)
                .map(WorklistRepository::row)
                .findOne();
    }

    void release(Handle sql, UUID inquiry) {
        sql.createUpdate("update worklist.item set holder = null, lease_until = null where inquiry = :inquiry")
                .bind("inquiry", inquiry)
                .execute();
    }

    void remind(Handle sql, UUID inquiry) {
        sql.createUpdate("update worklist.item set reminded = now() where inquiry = :inquiry and closed is null")
                .bind("inquiry", inquiry)
                .execute();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(
                row.getObject("inquiry", UUID.class),
                instant(row, "put"),
                row.getString("holder"),
                instant(row, "lease_until"),
                row.getLong("fence"),
                instant(row, "reminded"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
