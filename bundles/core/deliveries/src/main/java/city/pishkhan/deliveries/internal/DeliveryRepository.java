package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Paging;
import city.pishkhan.api.certificates.Deliveries.Row;
import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.messages.NullContract;
import city.pishkhan.persistence.Conditions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores deliveries. Every method needs a transaction, and changes need the lock of the case. */
final class DeliveryRepository {
    private static final String LINE =
            "select id, case_number, way, location_office, state, tracking, note, failed_attempts, changed,"
                    + " next_at from deliveries.delivery ";

    private DeliveryRepository() {}

    static Optional<DeliveryRow> find(Handle sql, UUID id) {
        return sql.createQuery("select * from deliveries.delivery where id = :id")
                .bind("id", id)
                .map((row, context) -> DeliveryRow.of(row))
                .findOne();
    }

    /** Returns the newest delivery of a case. */
    static Optional<DeliveryRow> ofCase(Handle sql, UUID caseId) {
        return sql.createQuery(
                        "select * from deliveries.delivery where case_id = :case order by arranged desc, id desc limit 1")
                .bind("case", caseId)
                .map((row, context) -> DeliveryRow.of(row))
                .findOne();
    }

    static void add(Handle sql, DeliveryRow row) {
        sql.createUpdate("insert into deliveries.delivery (id, case_id, case_number, way, office, addressee, address,"
                        + " postal_code, salt, state, arranged, changed) values (:id, :case, :number, :way, :office,"
                        + " :addressee, :address, :postalCode, :salt, :state, :at, :at)")
                .bind("id", row.id())
                .bind("case", row.caseId())
                .bind("number", row.caseNumber())
                .bind("way", row.hasWay())
                .bind("office", row.office())
                .bind("addressee", row.addressee())
                .bind("address", row.address())
                .bind("postalCode", row.postalCode())
                .bind("salt", row.salt())
                .bind("state", row.state().name())
                .bind("at", at(row.arranged()))
                .execute();
    }

    /** @param next time of the next call to the postal service, or {@code null} if none is needed */
    static void move(Handle sql, DeliveryRow row, State to, Instant now, @Nullable Instant next) {
        sql.createUpdate(
                        "update deliveries.delivery set state = :to, changed = :now, next_at = :next, failed_attempts = 0"
                                + " where id = :id")
                .bind("id", row.id())
                .bind("to", DeliveryTransitions.move(row.state(), to).name())
                .bind("now", at(now))
                .bind("next", at(next))
                .execute();
    }

    /** @param now time of the next call to the postal service */
    static void setRecalled(Handle sql, UUID id, boolean recalled, Instant now) {
        sql.createUpdate("update deliveries.delivery set recalled = :recalled, next_at = :now where id = :id")
                .bind("id", id)
                .bind("recalled", recalled)
                .bind("now", at(now))
                .execute();
    }

    /** Marks the delivery as stopped, so that it is not handed over any more. */
    static void stop(Handle sql, UUID id, Instant now) {
        sql.createUpdate("update deliveries.delivery set stopped = :now where id = :id")
                .bind("id", id)
                .bind("now", at(now))
                .execute();
    }

    /** Records the office at which the certificate is kept. */
    static void setLocation(Handle sql, UUID id, @Nullable String office) {
        sql.createUpdate("update deliveries.delivery set location_office = :office where id = :id")
                .bind("id", id)
                .bind("office", office)
                .execute();
    }

    /** Records tracking number, steps and note from the postal service. */
    static void recordTracking(
            Handle sql, UUID id, @Nullable String tracking, @Nullable String steps, @Nullable String note) {
        sql.createUpdate("update deliveries.delivery set tracking = coalesce(:tracking, tracking),"
                        + " steps = coalesce(:steps::jsonb, steps), note = :note where id = :id")
                .bind("id", id)
                .bind("tracking", tracking)
                .bind("steps", steps)
                .bind("note", note)
                .execute();
    }

    /** Like {@link #move}, to a state in which the certificate was received. */
    static void recordReceipt(Handle sql, DeliveryRow row, State to, Receiver receiver, Instant now) {
        sql.createUpdate("update deliveries.delivery set state = :to, changed = :now, received = :now, next_at = null,"
                        + " receiver = :receiver, role = :role, handed_by = :by, reference = :reference where id = :id")
                .bind("id", row.id())
                .bind("to", DeliveryTransitions.move(row.state(), to).name())
                .bind("now", at(now))
                .bind("receiver", receiver.sealed())
                .bind("role", receiver.role())
                .bind("by", receiver.by())
                .bind("reference", receiver.reference())
                .execute();
    }

    /**
     * The receiver of a certificate.
     *
     * @param sealed    encrypted name or masked national ID, or {@code null}
     * @param role      role in the case, or {@code null}
     * @param by        login of the clerk who handed it over, or {@code null}
     * @param reference the postal service's reference of the signature, or {@code null}
     */
    record Receiver(byte @Nullable [] sealed, @Nullable String role, @Nullable String by, @Nullable String reference) {}

    /**
     * Postpones the next call to the postal service.
     *
     * @param failed {@code true} if the last call failed
     */
    static void postpone(Handle sql, UUID id, Instant next, boolean failed) {
        sql.createUpdate(
                        "update deliveries.delivery set next_at = :next, failed_attempts = case when :failed then failed_attempts + 1 else 0 end"
                                + " where id = :id and state in ('ORDERED', 'ACCEPTED', 'IN_TRANSIT')")
                .bind("id", id)
                .bind("next", at(next))
                .bind("failed", failed)
                .execute();
    }

    /** Claims up to {@code limit} due deliveries. They are not due again before {@code until}, so that no other node claims them. */
    static List<UUID> claimDue(Handle sql, Instant now, Instant until, int limit) {
        return sql.createQuery("update deliveries.delivery set next_at = :until where id in"
                        + " (select id from deliveries.delivery where next_at <= :now order by next_at limit :limit"
                        + " for update skip locked) returning id")
                .bind("now", at(now))
                .bind("until", at(until))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    static List<Row> list(Handle sql, @Nullable State state, Paging paging) {
        return new Conditions()
                .constant("state", state)
                .below("id", paging.from())
                .query(sql, LINE, "order by id desc limit :limit")
                .bind("limit", paging.limit())
                .map((row, context) -> line(row))
                .list();
    }

    /** Returns certificates to be collected at an office, the newest first. */
    static List<Row> listReady(Handle sql, String office, Paging paging) {
        return sql.createQuery(
                        LINE + "where location_office = :office and state in ('READY', 'RETURNED') and stopped is null"
                                + " and (:below::uuid is null or id < :below::uuid) order by id desc limit :limit")
                .bind("office", office)
                .bind("below", paging.from())
                .bind("limit", paging.limit())
                .map((row, context) -> line(row))
                .list();
    }

    private static Row line(java.sql.ResultSet row) throws java.sql.SQLException {
        OffsetDateTime next = row.getObject("next_at", OffsetDateTime.class);
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("case_number"),
                row.getString("way"),
                row.getString("location_office"),
                State.valueOf(row.getString("state")),
                row.getString("tracking"),
                row.getString("note"),
                row.getInt("failed_attempts"),
                row.getObject("changed", OffsetDateTime.class).toInstant(),
                next == null ? null : next.toInstant());
    }

    /** Removes personal data from the deliveries of these cases. */
    static void erase(Handle sql, Collection<UUID> cases) {
        sql.createUpdate("update deliveries.delivery set salt = '',"
                        + " addressee = case when addressee is null then null else ''::bytea end,"
                        + " address = case when address is null then null else ''::bytea end,"
                        + " postal_code = case when postal_code is null then null else ''::bytea end,"
                        + " receiver = case when receiver is null then null else ''::bytea end"
                        + " where case_id = any(:cases)")
                .bindArray("cases", UUID.class, List.copyOf(cases))
                .execute();
    }

    @NullContract("!null -> !null")
    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
