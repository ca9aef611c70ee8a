package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Cases.Paper;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What is only ever added to a case: applicants and papers, by plain SQL. */
final class CaseRows {
    private final Tx tx;

    CaseRows(Tx tx) {
        this.tx = tx;
    }

    int nextSerial() {
        return tx.required(sql -> sql.createQuery("select nextval('cases.case_serial')")
                .mapTo(Integer.class)
                .one());
    }

    /**
     * Whether the subject has an open case of that service. Whoever asks goes on alone: others who ask for the same subject wait until its
     * transaction has ended, and then see what it did.
     */
    boolean open(String service, String subject) {
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

    /** How many cases of a service an office has opened since then; others of it that ask wait until the transaction has ended. */
    int openedSince(String office, String service, Instant since) {
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

    void addApplicants(UUID caseId, List<Applicant> applicants) {
        tx.run(sql -> {
            addPersons(sql, applicants);
            PreparedBatch batch = sql.prepareBatch(
                    "insert into cases.applicant (case_id, position, role, person, name, mobile)"
                            + " select :case, :position, :role, id, :name, :mobile from cases.person where national_id = :national");
            int position = 0;
            for (Applicant a : applicants) {
                batch.bind("case", caseId)
                        .bind("position", position++)
                        .bind("role", a.role())
                        .bind("name", a.name())
                        .bind("mobile", a.mobile())
                        .bind("national", a.nationalId())
                        .add();
            }
            batch.execute();
        });
    }

    private static void addPersons(Handle sql, List<Applicant> applicants) {
        PreparedBatch batch = sql.prepareBatch(
                "insert into cases.person (id, national_id) values (:id, :national) on conflict (national_id) do nothing");
        // in one order for all, else two cases with the same persons might wait for one another
        applicants.stream().map(Applicant::nationalId).sorted().distinct().forEach(national -> batch.bind(
                        "id", Ids.next())
                .bind("national", national)
                .add());
        batch.execute();
    }

    List<Applicant> applicants(UUID caseId) {
        return tx.required(
                sql -> sql.createQuery("select a.role, p.national_id, a.name, a.mobile from cases.applicant a"
                                + " join cases.person p on p.id = a.person where a.case_id = :case order by a.position")
                        .bind("case", caseId)
                        .map((row, context) ->
                                new Applicant(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        .list());
    }

    List<Paper> papers(UUID caseId) {
        return tx.required(sql -> sql.createQuery("select kind, sha256, revision, source, name, media_type, size"
                        + " from cases.paper where case_id = :case order by kind, revision desc")
                .bind("case", caseId)
                .map((row, context) -> new Paper(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7)))
                .list());
    }

    void addPaper(UUID caseId, Paper paper) {
        tx.run(sql -> sql.createUpdate(
                        "insert into cases.paper (case_id, kind, revision, sha256, source, name, media_type, size)"
                                + " values (:case, :kind, :revision, :sha, :source, :name, :type, :size)")
                .bind("case", caseId)
                .bind("kind", paper.kind())
                .bind("revision", paper.revision())
                .bind("sha", paper.sha256())
                .bind("source", paper.source())
                .bind("name", paper.name())
                .bind("type", paper.mediaType())
                .bind("size", paper.size())
                .execute());
    }
}
