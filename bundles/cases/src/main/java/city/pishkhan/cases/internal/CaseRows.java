package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.Paper;
import city.pishkhan.api.Vault;
import city.pishkhan.persistence.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is only ever added to a case, by plain SQL. */
final class CaseRows {
    private final Tx tx;
    private final Vault vault;

    CaseRows(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
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

    /** Whether a case was opened on the ground of that decision. */
    boolean used(String specialRequest) {
        return tx.required(
                sql -> sql.createQuery("select exists (select from cases.case_file where special_request = :decision)")
                        .bind("decision", specialRequest)
                        .mapTo(Boolean.class)
                        .one());
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

    List<Paper> papers(UUID caseId) {
        return tx
                .required(sql -> sql.createQuery("select kind, sha256, revision, source, name, media_type, size"
                                + " from cases.paper where case_id = :case order by kind, revision desc")
                        .bind("case", caseId)
                        .map((row, context) -> new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getBytes(5),
                                row.getString(6),
                                row.getLong(7)))
                        .list())
                .stream()
                .map(row -> row.paper(CaseSeal.open(vault, caseId, place(row.kind, row.revision), row.name)))
                .toList();
    }

    /** A paper with its name as it is kept: whoever scanned it may have named it after its owner. */
    private record Row(
            String kind, String sha256, int revision, String source, byte[] name, String mediaType, long size) {
        private Paper paper(String clear) {
            return new Paper(kind, sha256, revision, source, clear, mediaType, size);
        }
    }

    private static String place(String kind, int revision) {
        return "paper.name " + kind + "/" + revision;
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
                .bind("name", vault.seal(caseId, place(paper.kind(), paper.revision()), paper.name()))
                .bind("type", paper.mediaType())
                .bind("size", paper.size())
                .execute());
    }
}
