package city.pishkhan.discipline.internal;

import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.messages.NullContract;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores complaints and signals in the schema {@code discipline}. Every method with a handle needs a transaction. */
@Component(service = ComplaintRepository.class)
public final class ComplaintRepository {
    private static final String SELECT = "select " + ComplaintRow.COLUMNS + " from discipline.complaint";

    private final Tx tx;

    @Activate
    public ComplaintRepository(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(ComplaintRepository.class, "discipline");
    }

    Tx tx() {
        return tx;
    }

    /**
     * Adds a complaint or signal.
     *
     * @param text       encrypted text of a complaint; {@code null} for a signal
     * @param codeDigest digest of the complaint's tracking code; {@code null} for a signal
     * @return {@code true} if it is new; {@code false} if the same signal of the month already exists
     */
    static boolean add(Handle sql, ComplaintRow r, byte @Nullable [] text, @Nullable String codeDigest) {
        return sql.createUpdate("insert into discipline.complaint (id, state, party_kind, party, signal, period,"
                                + " count, case_number, code, text, salt, received) values (:id, :state, :kind,"
                                + " :party, :signal, :period, :count, :case, :code, :text, :salt, :received) on"
                                + " conflict (signal, party_kind, party, period) where signal is not null do"
                                + " nothing")
                        .bind("id", r.id())
                        .bind("state", r.state())
                        .bind("kind", r.party().kind())
                        .bind("party", Objects.requireNonNullElse(r.party().name(), ""))
                        .bind("signal", r.signal())
                        .bind("period", r.period())
                        .bind("count", r.count())
                        .bind("case", r.caseNumber())
                        .bind("code", codeDigest)
                        .bind("text", text)
                        .bind("salt", r.salt())
                        .bind("received", at(r.received()))
                        .execute()
                > 0;
    }

    static Optional<ComplaintRow> lock(Handle sql, @Nullable UUID id) {
        return findOne(sql, " where id = :id for update", id);
    }

    static Optional<ComplaintRow> find(Handle sql, UUID id) {
        return findOne(sql, " where id = :id", id);
    }

    private static Optional<ComplaintRow> findOne(Handle sql, String condition, @Nullable UUID id) {
        return sql.createQuery(SELECT + condition)
                .bind("id", id)
                .map((row, context) -> ComplaintRow.of(row))
                .findOne();
    }

    static Optional<ComplaintRow> byCode(Handle sql, String codeDigest) {
        return sql.createQuery(SELECT + " where code = :code")
                .bind("code", codeDigest)
                .map((row, context) -> ComplaintRow.of(row))
                .findOne();
    }

    static List<ComplaintRow> list(
            Handle sql, @Nullable String state, @Nullable String kind, @Nullable UUID below, int limit) {
        return sql.createQuery(SELECT + " where (:state::text is null or state = :state)"
                        + " and (:kind::text is null or party_kind = :kind)"
                        + " and (:below::uuid is null or id < :below::uuid) order by id desc limit :limit")
                .bind("state", state)
                .bind("kind", kind)
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> ComplaintRow.of(row))
                .list();
    }

    /** Returns complaints with an appeal, oldest first. */
    static List<ComplaintRow> listAppealed(Handle sql) {
        return sql.createQuery(SELECT + " m where exists (select from discipline.appeal a where a.complaint = m.id)"
                        + " order by id")
                .map((row, context) -> ComplaintRow.of(row))
                .list();
    }

    /** Returns complaints in which one of the parties was heard or sanctioned, the newest first. */
    static List<ComplaintRow> listHearings(Handle sql, List<Party> parties, int limit) {
        return sql.createQuery(SELECT + " m where (charge is not null or exists (select from discipline.proposal p"
                        + " where p.complaint = m.id and p.outcome = 'adopted')) and (party_kind, party) in"
                        + " (select * from unnest(:kinds, :names)) order by id desc limit :limit")
                .bindArray(
                        "kinds", String.class, parties.stream().map(Party::kind).toList())
                .bindArray(
                        "names", String.class, parties.stream().map(Party::name).toList())
                .bind("limit", limit)
                .map((row, context) -> ComplaintRow.of(row))
                .list();
    }

    static void startHearing(Handle sql, UUID id, Party party, byte @Nullable [] charge, Instant due) {
        sql.createUpdate("update discipline.complaint set state = 'hearing', party = :party, charge = :charge, due ="
                        + " :due where id = :id")
                .bind("id", id)
                .bind("party", party.name())
                .bind("charge", charge)
                .bind("due", at(due))
                .execute();
    }

    static void answer(Handle sql, UUID id, byte @Nullable [] answer, String by, Instant at) {
        sql.createUpdate("update discipline.complaint set state = 'heard', answer = :answer, answered = :at,"
                        + " answered_by = :by where id = :id")
                .bind("id", id)
                .bind("answer", answer)
                .bind("by", by)
                .bind("at", at(at))
                .execute();
    }

    static void dismiss(Handle sql, UUID id, byte @Nullable [] reason, Instant at) {
        sql.createUpdate("update discipline.complaint set state = 'dismissed', reason = :reason, closed = :at where id"
                        + " = :id")
                .bind("id", id)
                .bind("reason", reason)
                .bind("at", at(at))
                .execute();
    }

    static void startDeciding(Handle sql, UUID id) {
        sql.createUpdate("update discipline.complaint set state = 'deciding', closed = null where id = :id")
                .bind("id", id)
                .execute();
    }

    /** @param number number of the adopted decision; {@code null} if the draft was rejected, so that another one may follow */
    static void recordDecision(
            Handle sql, @Nullable UUID id, @Nullable String measure, @Nullable String number, Instant at) {
        sql.createUpdate("update discipline.complaint set state = case when :number::text is null and decision is null"
                        + " then 'heard' else 'decided' end, measure = coalesce(:measure, measure), decision = coalesce(:number,"
                        + " decision), closed = case when :number::text is null and decision is null then null else"
                        + " :at::timestamptz end where id = :id")
                .bind("id", id)
                .bind("measure", measure)
                .bind("number", number)
                .bind("at", at(at))
                .execute();
    }

    /** Returns the current time in the precision of PostgreSQL. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @NullContract("!null -> !null")
    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
