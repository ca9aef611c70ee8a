package city.pishkhan.cases.internal.store;

import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Queries on existing cases that are needed to open another one, in plain SQL. */
public final class OpeningRepository {
    private final Tx tx;

    OpeningRepository(Tx tx) {
        this.tx = tx;
    }

    public int nextSerial() {
        return tx.required(sql -> sql.createQuery("select nextval('cases.case_serial')")
                .mapTo(Integer.class)
                .one());
    }

    /**
     * Returns {@code true} if the subject has an open case of the service. Also locks service and subject until the transaction ends, so
     * that concurrent calls see each other's result.
     */
    public boolean hasOpenCase(String service, String subject) {
        return tx.required(sql -> {
            sql.createQuery("select pg_advisory_xact_lock(hashtextextended(:service || ' ' || :subject, 0))::text")
                    .bind("service", service)
                    .bind("subject", subject)
                    .mapTo(String.class)
                    .one();
            return sql.createQuery("select exists (select from cases.case_file"
                            + " where service = :service and subject = :subject and state in ('OPEN', 'WAITING'))")
                    .bind("service", service)
                    .bind("subject", subject)
                    .mapTo(Boolean.class)
                    .one();
        });
    }

    /** Returns one of the given services for which the subject has an open case, or empty. */
    public Optional<String> openOf(List<String> services, String subject) {
        return tx.required(sql -> sql.createQuery("select service from cases.case_file where service = any(:services)"
                        + " and subject = :subject and state in ('OPEN', 'WAITING') limit 1")
                .bindArray("services", String.class, services)
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne());
    }

    /** Returns {@code true} if a case was already opened with this special request. */
    public boolean isUsed(String specialRequest) {
        return tx.required(
                sql -> sql.createQuery("select exists (select from cases.case_file where special_request = :decision)")
                        .bind("decision", specialRequest)
                        .mapTo(Boolean.class)
                        .one());
    }

    /**
     * Number of cases of a service that an office has opened since the given time. Concurrent calls for the same office and service wait
     * until the transaction ends.
     */
    public int countOpenedSince(String office, String service, Instant since) {
        return tx.required(sql -> {
            sql.createQuery(
                            "select pg_advisory_xact_lock(hashtextextended('quota ' || :office || ' ' || :service, 0))::text")
                    .bind("office", office)
                    .bind("service", service)
                    .mapTo(String.class)
                    .one();
            // a case that moved to another office counts for the office that opened it
            return sql.createQuery("select (select count(*) from cases.case_file where office = :office"
                            + " and service = :service and opened >= :since and first_office is null)"
                            + " + (select count(*) from cases.case_file where first_office = :office"
                            + " and service = :service and opened >= :since)")
                    .bind("office", office)
                    .bind("service", service)
                    .bind("since", since)
                    .mapTo(Integer.class)
                    .one();
        });
    }
}
