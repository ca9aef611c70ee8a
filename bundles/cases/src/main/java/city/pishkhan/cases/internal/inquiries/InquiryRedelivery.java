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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sends inquiries again: those whose attempt failed, those whose partner promised an answer, and all after a restore. */
@Component(service = InquiryRedelivery.class)
public final class InquiryRedelivery {
    private static final int BATCH = 500;
    // materialized, or PostgreSQL may run the limited choice more than once and take more than its limit
    private static final String AGAIN =
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

    /** Sends what is due, once over all nodes. @return how many */
    public int sweep(Instant now) {
        return tx.required(sql -> send(
                Queues::inquiries,
                sql.createQuery(AGAIN.formatted("select id from cases.inquiry where next_attempt <= :now::timestamptz"
                                + " order by next_attempt limit :limit for update skip locked"))
                        .bind("now", now)
                        .bind("limit", BATCH)));
    }

    /** The broker may have lost everything: whatever some agency is still to be asked or told. */
    int resend(String agency) {
        return tx.required(sql -> {
            int inquiries = send(
                    Queues::inquiries,
                    sql.createQuery(AGAIN.formatted("select id from cases.inquiry where state in"
                                    + " ('QUEUED', 'DISPATCHED', 'DELIVERED') and (:agency::text is null or agency = :agency)"
                                    // in the order in which the engine locks the inquiries of a case
                                    + " order by id for update"))
                            .bind("agency", agency));
            return inquiries + tell(agency);
        });
    }

    /** What some agency is still to be told. @param agency or {@code null} for all @return how many */
    int tell(String agency) {
        return tx.required(sql -> send(
                Queues::notices,
                sql.createQuery("select id, agency from cases.notice where told is null"
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
