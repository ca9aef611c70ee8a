package city.pishkhan.cases.internal.store;

import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is counted and asked of the cases that are there before another is opened, by plain SQL. */
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
     * Whether the subject has an open case of that service. Whoever asks goes on alone: others who ask for the same subject wait until its
     * transaction has ended, and then see what it did.
     */
    public boolean open(String service, String subject) {
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

    /** One of these services of which the subject has an open case. */
    public Optional<String> openOf(List<String> services, String subject) {
        return tx.required(sql -> sql.createQuery("select service from cases.case_file where service = any(:services)"
                        + " and subject = :subject and state in ('OPEN', 'WAITING') limit 1")
                .bindArray("services", String.class, services)
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne());
    }

    /** Whether a case was opened on the ground of that decision. */
    public boolean used(String specialRequest) {
        return tx.required(
                sql -> sql.createQuery("select exists (select from cases.case_file where special_request = :decision)")
                        .bind("decision", specialRequest)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** How many cases of a service an office has opened since then; others of it that ask wait until the transaction has ended. */
    public int openedSince(String office, String service, Instant since) {
        return tx.required(sql -> {
            sql.createQuery(
                            "select pg_advisory_xact_lock(hashtextextended('quota ' || :office || ' ' || :service, 0))::text")
                    .bind("office", office)
                    .bind("service", service)
                    .mapTo(String.class)
                    .one();
            // a case that moved counts for the office that opened it
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
