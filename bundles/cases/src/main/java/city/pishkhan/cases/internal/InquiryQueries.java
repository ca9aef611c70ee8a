package city.pishkhan.cases.internal;

import city.pishkhan.api.Inquiries.Load;
import city.pishkhan.api.Inquiries.Open;
import city.pishkhan.api.Inquiries.Row;
import city.pishkhan.api.Page;
import city.pishkhan.api.Papers;
import city.pishkhan.api.Persons;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Notice;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Inquiries by plain SQL: the carrier's path, which must be short, and the listings. */
@Component(service = InquiryQueries.class)
public final class InquiryQueries {
    private static final TypeReference<List<Asking.Sheet>> SHEETS = new TypeReference<>() {};
    private static final int LONGEST_ERROR = 500;
    private static final String COLUMNS =
            "i.id, i.case_id, i.agency, i.digest, i.emission, i.asked, i.due, i.facts, i.attachments,"
                    + " i.traceparent, i.state, i.delivered, c.service, c.number";

    private final CaseStore store;
    private final Tx tx;
    private final Papers papers;

    /** @param store its schema must be there first */
    @Activate
    public InquiryQueries(@Reference CaseStore store, @Reference Papers papers) {
        this.store = store;
        this.tx = store.tx();
        this.papers = papers;
    }

    Optional<Inquiry> take(UUID id) {
        // opened when the statement is over: who needs a key meanwhile might wait for a second connection
        return tx.single(sql -> sql.createQuery("with taken as (update cases.inquiry set"
                                + " state = case state when 'DELIVERED' then state else 'DISPATCHED' end, attempts = attempts + 1"
                                + " where id = :id and state in ('QUEUED', 'DISPATCHED', 'DELIVERED') returning *)"
                                + " select " + COLUMNS + " from taken i join cases.case_file c on c.id = i.case_id")
                        .bind("id", id)
                        .map((row, context) -> stored(row))
                        .findOne())
                .map(this::inquiry);
    }

    Optional<Inquiry> find(UUID id) {
        return tx.single(sql -> sql.createQuery("select " + COLUMNS
                                + " from cases.inquiry i join cases.case_file c on c.id = i.case_id where i.id = :id")
                        .bind("id", id)
                        .map((row, context) -> stored(row))
                        .findOne())
                .map(this::inquiry);
    }

    void failed(UUID id, String reason, Instant next) {
        String text = reason == null ? "" : reason.substring(0, Math.min(reason.length(), LONGEST_ERROR));
        tx.single(sql -> sql.createUpdate(
                        "update cases.inquiry set last_error = :reason, next_attempt = :next::timestamptz"
                                + " where id = :id and state in ('QUEUED', 'DISPATCHED', 'DELIVERED')")
                .bind("id", id)
                .bind("reason", text)
                .bind("next", next)
                .execute());
    }

    void again(UUID id, Instant at) {
        tx.single(sql -> sql.createUpdate(
                        "update cases.inquiry set next_attempt = :at::timestamptz where id = :id and state = 'DELIVERED'")
                .bind("id", id)
                .bind("at", at)
                .execute());
    }

    Page<Open> open(String agency, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<Open> found = tx
                .required(sql -> sql.createQuery("select " + COLUMNS
                                + " from cases.inquiry i join cases.case_file c on c.id = i.case_id"
                                + " where i.agency = :agency and i.state = 'DELIVERED'"
                                + " and (:after::uuid is null or i.id > :after::uuid) order by i.id limit :limit")
                        .bind("agency", agency)
                        .bind("after", paging.from())
                        .bind("limit", paging.limit())
                        .map((row, context) -> stored(row))
                        .list())
                .stream()
                .map(stored -> new Open(inquiry(stored), stored.state(), stored.delivered()))
                .toList();
        return paging.page(found, open -> open.inquiry().id());
    }

    Optional<Notice> notice(UUID id) {
        return tx.single(sql -> sql.createQuery(
                        "select inquiry, agency, kind, superseded_by, reason from cases.notice where id = :id and told is null")
                .bind("id", id)
                .map((row, context) -> new Notice(
                        row.getObject("inquiry", UUID.class),
                        row.getString("agency"),
                        Notice.Kind.valueOf(row.getString("kind")),
                        row.getObject("superseded_by", UUID.class),
                        row.getString("reason")))
                .findOne());
    }

    void told(UUID id) {
        tx.single(sql -> sql.createUpdate("update cases.notice set told = now() where id = :id")
                .bind("id", id)
                .execute());
    }

    List<Load> loads() {
        return tx.required(sql -> sql.createQuery("select agency,"
                        + " count(*) filter (where state = 'QUEUED') queued,"
                        + " count(*) filter (where state = 'DISPATCHED') dispatched,"
                        + " count(*) filter (where state = 'DELIVERED') delivered,"
                        + " min(asked) oldest from cases.inquiry"
                        + " where state in ('QUEUED', 'DISPATCHED', 'DELIVERED') group by agency order by agency")
                .map((row, context) -> new Load(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), instant(row, "oldest")))
                .list());
    }

    Page<Row> list(String agency, String state, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<Row> found = tx.required(sql -> sql.createQuery(
                        "select i.id, c.number, i.agency, i.state, i.attempts, i.last_error, i.asked, i.due"
                                + " from cases.inquiry i join cases.case_file c on c.id = i.case_id"
                                + " where (:agency::text is null or i.agency = :agency)"
                                + " and (:state::text is null or i.state = upper(:state))"
                                + " and (:below::uuid is null or i.id < :below::uuid) order by i.id desc limit :limit")
                .bind("agency", agency)
                .bind("state", state)
                .bind("below", paging.from())
                .bind("limit", paging.limit())
                .map((row, context) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("agency"),
                        row.getString("state").toLowerCase(Locale.ROOT),
                        row.getInt("attempts"),
                        row.getString("last_error"),
                        instant(row, "asked"),
                        instant(row, "due")))
                .list());
        return paging.page(found, Row::id);
    }

    /** An inquiry without its attachments, whose names are sealed. */
    private record Stored(Inquiry bare, UUID caseId, byte[] attachments, String state, Instant delivered) {}

    private static Stored stored(ResultSet row) throws SQLException {
        Inquiry bare = new Inquiry(
                row.getObject("id", UUID.class),
                row.getString("agency"),
                row.getString("service"),
                row.getString("number"),
                row.getString("digest"),
                row.getInt("emission"),
                instant(row, "asked"),
                instant(row, "due"),
                Json.map(row.getString("facts")),
                List.of(),
                row.getString("traceparent"));
        return new Stored(
                bare,
                row.getObject("case_id", UUID.class),
                row.getBytes("attachments"),
                row.getString("state").toLowerCase(Locale.ROOT),
                instant(row, "delivered"));
    }

    private Inquiry inquiry(Stored stored) {
        Inquiry i = stored.bare;
        return stored.attachments == null
                ? i
                : new Inquiry(
                        i.id(),
                        i.agency(),
                        i.kind(),
                        i.caseNumber(),
                        i.digest(),
                        i.emission(),
                        i.asked(),
                        i.due(),
                        i.facts(),
                        attachments(stored),
                        i.traceparent());
    }

    private List<Attachment> attachments(Stored stored) {
        String json = store.seal(stored.caseId).open(InquiryRow.attachmentsPlace(stored.bare.id()), stored.attachments);
        if (json.equals(Persons.ERASED)) {
            return List.of();
        }
        return Json.read(json, SHEETS).stream()
                .map(s -> new Attachment(
                        s.name(),
                        s.mediaType(),
                        s.sha256(),
                        s.size(),
                        s.role(),
                        s.revision(),
                        () -> papers.open(s.sha256())))
                .toList();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
