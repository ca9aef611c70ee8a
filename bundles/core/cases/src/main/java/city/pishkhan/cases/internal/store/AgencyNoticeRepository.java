package city.pishkhan.cases.internal.store;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.agencies.Inquiries.PostedNotice;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.AgencyNotice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes notices to agencies: about inquiries that became void, and reminders. */
public final class AgencyNoticeRepository {
    private final Tx tx;

    public AgencyNoticeRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * @param by     id of the inquiry that supersedes this one, or {@code null}
     * @param reason text for the agency
     * @return id of the notice
     */
    public UUID add(InquiryEntity inquiry, AgencyNotice.Kind kind, @Nullable UUID by, String reason) {
        UUID notice = Ids.next();
        tx.run(sql -> sql.createUpdate(
                        "insert into cases.notice (id, inquiry, agency, kind, superseded_by, reason, created)"
                                + " values (:id, :inquiry, :agency, :kind, :by::uuid, :reason, :created)")
                .bind("id", notice)
                .bind("inquiry", inquiry.id())
                .bind("agency", inquiry.agency())
                .bind("kind", kind.name())
                .bind("by", by)
                .bind("reason", reason)
                .bind("created", StoredTime.get().atOffset(ZoneOffset.UTC))
                .execute());
        return notice;
    }

    /**
     * Reads a notice that is still to be sent. Empty if it was sent, if its agency is paused, or if it is a reminder of
     * an inquiry that is no longer awaited.
     */
    public Optional<AgencyNotice> find(UUID id) {
        return tx.single(sql -> sql.createQuery(
                        "select inquiry, agency, kind, superseded_by, reason from cases.notice n where id = :id and sent_at is null"
                                + " and (kind <> 'REMINDER' or exists (select from cases.inquiry i"
                                + " where i.id = n.inquiry and i.state = 'DELIVERED' and i.due > now()))"
                                // locks the pause as for inquiries, so that the end of the pause sends every notice
                                // that was held back
                                + " and not exists (select from cases.agency_pause p where p.agency = n.agency and p.ended is null for share)")
                .bind("id", id)
                .map((row, context) -> notice(row))
                .findOne());
    }

    private static AgencyNotice notice(ResultSet row) throws SQLException {
        return new AgencyNotice(
                row.getObject("inquiry", UUID.class),
                row.getString("agency"),
                AgencyNotice.Kind.valueOf(row.getString("kind")),
                row.getObject("superseded_by", UUID.class),
                row.getString("reason"));
    }

    /** All notices of an agency, newest first. */
    public Page<PostedNotice> list(String agency, Paging paging) {
        List<PostedNotice> found =
                tx.required(sql -> sql.createQuery("select id, inquiry, agency, kind, superseded_by, reason, created"
                                + " from cases.notice where agency = :agency"
                                + " and (:below::uuid is null or id < :below::uuid) order by id desc limit :limit")
                        .bind("agency", agency)
                        .bind("below", paging.from())
                        .bind("limit", paging.limit())
                        .map((row, context) -> new PostedNotice(
                                row.getObject("id", UUID.class),
                                notice(row),
                                row.getObject("created", OffsetDateTime.class).toInstant()))
                        .list());
        return paging.page(found, PostedNotice::id);
    }

    /** A notice that was sent to its agency. */
    public record SentNotice(UUID caseId, UUID inquiry, String agency, AgencyNotice.Kind kind) {}

    /** Marks a notice as sent. Empty if it was sent before. */
    public Optional<SentNotice> markSent(UUID id) {
        return tx.required(sql -> sql.createQuery(
                        "with sent as (update cases.notice set sent_at = now() where id = :id and sent_at is null"
                                + " returning inquiry, agency, kind) select i.case_id, t.inquiry, t.agency, t.kind"
                                + " from sent t join cases.inquiry i on i.id = t.inquiry")
                .bind("id", id)
                .map((row, context) -> new SentNotice(
                        row.getObject("case_id", UUID.class),
                        row.getObject("inquiry", UUID.class),
                        row.getString("agency"),
                        AgencyNotice.Kind.valueOf(row.getString("kind"))))
                .findOne());
    }
}
