package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Queues inquiries again: after failed attempts, when promised answers are due, and all open inquiries after a restore.
 */
@Component(service = InquiryRedelivery.class)
public final class InquiryRedelivery {
    private static final int BATCH = 500;
    // Materialized, because PostgreSQL may otherwise evaluate the limited query more than once and exceed its limit.
    private static final String RESEND =
            "with due as materialized (%s) update cases.inquiry set next_attempt = null, emission = emission + 1"
                    + " where id in (select id from due) and state in ('QUEUED', 'DISPATCHED', 'DELIVERED') returning id, agency";

    private final Tx tx;
    private final Outbox outbox;

    private record Emission(UUID id, String agency) {}

    @Activate
    public InquiryRedelivery(@Reference CaseRepository store, @Reference Outbox outbox) {
        this.tx = store.tx();
        this.outbox = outbox;
    }

    /**
     * Sends the inquiries that are due, up to a batch. Each is sent by one node only.
     *
     * @return number of inquiries
     */
    public int sweep(Instant now) {
        return tx.required(sql -> send(
                Queues::inquiries,
                sql.createQuery(RESEND.formatted("select id from cases.inquiry where next_attempt <= :now::timestamptz"
                                + " order by next_attempt limit :limit for update skip locked"))
                        .bind("now", now)
                        .bind("limit", BATCH)));
    }

    /**
     * Sends all open inquiries and pending notices again, because the broker may have lost its queues.
     *
     * @param agency name of the agency, or {@code null} for all
     * @return number of inquiries and notices
     */
    int resend(@Nullable String agency) {
        return tx.required(sql -> {
            int inquiries = send(
                    Queues::inquiries,
                    sql.createQuery(RESEND.formatted("select id from cases.inquiry where state in"
                                    + " ('QUEUED', 'DISPATCHED', 'DELIVERED') and (:agency::text is null or agency = :agency)"
                                    // locks in id order, as the engine locks the inquiries of a case
                                    + " order by id for update"))
                            .bind("agency", agency));
            return inquiries + resendNotices(agency);
        });
    }

    /**
     * Sends the pending notices again.
     *
     * @param agency name of the agency, or {@code null} for all
     * @return number of notices
     */
    int resendNotices(@Nullable String agency) {
        return tx.required(sql -> send(
                Queues::notices,
                sql.createQuery("select id, agency from cases.notice where sent_at is null"
                                + " and (:agency::text is null or agency = :agency) order by id")
                        .bind("agency", agency)));
    }

    private int send(UnaryOperator<String> queue, Query query) {
        List<Emission> due = query.map(
                        (row, context) -> new Emission(row.getObject("id", UUID.class), row.getString("agency")))
                .list();
        due.forEach(e -> outbox.send(queue.apply(e.agency()), e.id()));
        return due.size();
    }
}
