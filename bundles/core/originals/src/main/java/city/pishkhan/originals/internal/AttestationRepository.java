package city.pishkhan.originals.internal;

import city.pishkhan.api.archive.ArchiveDocuments.Document;
import city.pishkhan.api.cases.Attestations.Task;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Rows of attestations and of their history. */
final class AttestationRepository {
    private static final String SELECT = "select " + AttestationRow.COLUMNS + " from originals.attestation where ";
    private static final int MOST_TASKS = 200;

    private AttestationRepository() {}

    static Optional<AttestationRow> findInForce(Handle sql, long document) {
        return sql.createQuery(SELECT + "document = :document and ended is null for update")
                .bind("document", document)
                .map((row, context) -> AttestationRow.of(row))
                .findOne();
    }

    static Optional<AttestationRow> lock(Handle sql, UUID id) {
        return sql.createQuery(SELECT + "id = :id for update")
                .bind("id", id)
                .map((row, context) -> AttestationRow.of(row))
                .findOne();
    }

    /**
     * Returns all attestations of documents of the given owners, oldest first.
     *
     * @param owners numbers of the owners in the archive
     */
    static List<AttestationRow> listByOwners(Handle sql, List<Long> owners) {
        return sql.createQuery(SELECT + "owner = any(:owners) order by id")
                .bindArray("owners", Long.class, owners)
                .map((row, context) -> AttestationRow.of(row))
                .list();
    }

    /** @return {@code false} if another transaction has added an attestation of the document first */
    static boolean add(
            Handle sql,
            UUID id,
            Document document,
            String kind,
            Place place,
            Caller clerk,
            AttestationSealer.EncryptedStatements words) {
        int added = sql.createUpdate(
                        "insert into originals.attestation (id, document, owner, kind, sheets, case_id, case_number, office, principal, at,"
                                + " salt, serial, issuer, seen, location_office, location_case, location_number, location_since)"
                                + " values (:id, :document, :owner, :kind, (select array_agg(decode(h, 'hex') order by n)"
                                + " from unnest(:sheets) with ordinality s (h, n)), :case, :number, :office, :principal, now(),"
                                + " :salt, :serial, :issuer, :seen, :office, :case, :number, now())"
                                + " on conflict (document) where ended is null do nothing")
                .bind("id", id)
                .bind("document", document.id())
                .bind("owner", document.owner())
                .bind("kind", kind)
                .bindArray("sheets", String.class, document.sheets())
                .bind("case", place.caseId())
                .bind("number", place.number())
                .bind("office", place.office())
                .bind("principal", clerk.principal())
                .bind("salt", words.salt())
                .bind("serial", words.serial())
                .bind("issuer", words.issuer())
                .bind("seen", words.seen())
                .execute();
        return added > 0;
    }

    /** The place of an original or of its expected delivery: a case and its office. */
    record Place(UUID caseId, String number, String office) {}

    static void setLocation(Handle sql, UUID id, String original, Place place) {
        sql.createUpdate(
                        "update originals.attestation set original = :original, location_office = :office, location_case = :case, location_number = :number,"
                                + " location_since = now() where id = :id")
                .bind("original", original)
                .bind("office", place.office())
                .bind("case", place.caseId())
                .bind("number", place.number())
                .bind("id", id)
                .execute();
    }

    static void markVerified(Handle sql, AttestationRow row) {
        sql.createUpdate("update originals.attestation set verified = now() where id = :id")
                .bind("id", row.id())
                .execute();
    }

    /** Ends an attestation, so that it no longer counts. */
    static void end(Handle sql, AttestationRow row, String outcome) {
        sql.createUpdate("update originals.attestation set ended = now(), outcome = :outcome where id = :id")
                .bind("outcome", outcome)
                .bind("id", row.id())
                .execute();
    }

    /**
     * A step in the history of an attestation.
     *
     * @param reason encrypted reason, or {@code null}
     * @param sheet  SHA-256 of the signed receipt, or {@code null}
     * @param person opaque id of the person who received the original, or {@code null}
     */
    record StepRow(
            UUID attestation,
            int position,
            String step,
            UUID caseId,
            String party,
            Instant at,
            byte[] reason,
            String sheet,
            UUID person) {

        String reasonId() {
            return attestation + "/" + position;
        }
    }

    static int nextPosition(Handle sql, UUID attestation) {
        return sql.createQuery("select count(*)::int from originals.attestation_step where attestation = :id")
                .bind("id", attestation)
                .mapTo(Integer.class)
                .one();
    }

    static void addStep(Handle sql, Caller by, StepRow step) {
        sql.createUpdate(
                        "insert into originals.attestation_step (attestation, position, step, case_id, party, principal, at, reason, sheet, person)"
                                + " values (:attestation, :position, :step, :case, :party, :principal, :at, :reason, decode(:sheet, 'hex'), :person::uuid)")
                .bind("attestation", step.attestation)
                .bind("position", step.position)
                .bind("step", step.step)
                .bind("case", step.caseId)
                .bind("party", step.party)
                .bind("principal", by.principal())
                .bind("at", step.at.atOffset(ZoneOffset.UTC))
                .bind("reason", step.reason)
                .bind("sheet", step.sheet)
                .bind("person", step.person)
                .execute();
    }

    static boolean isReceiptUsed(Handle sql, String sha256) {
        return sql.createQuery("select exists (select from originals.attestation_step where sheet = :sheet)")
                .bind("sheet", HexFormat.of().parseHex(sha256))
                .mapTo(Boolean.class)
                .one();
    }

    /** Steps ordered by attestation, oldest first. */
    static List<StepRow> steps(Handle sql, List<UUID> attestations) {
        return attestations.isEmpty()
                ? List.of()
                : sql.createQuery(
                                "select attestation, position, step, case_id, party, at, reason, encode(sheet, 'hex') as sheet, person"
                                        + " from originals.attestation_step where attestation = any(:ids) order by attestation, position")
                        .bindArray("ids", UUID.class, attestations)
                        .map((row, context) -> new StepRow(
                                row.getObject("attestation", UUID.class),
                                row.getInt("position"),
                                row.getString("step"),
                                row.getObject("case_id", UUID.class),
                                row.getString("party"),
                                AttestationRow.instant(row, "at"),
                                row.getBytes("reason"),
                                row.getString("sheet"),
                                row.getObject("person", UUID.class)))
                        .list();
    }

    /** Originals that an office has or expects, and recalled sheets of its cases from the last 90 days, newest first. */
    static List<Task> tasks(Handle sql, String office) {
        return sql.createQuery(
                        "select location_case as case_id, location_number as case_number, id, kind, original as state, location_since as since"
                                + " from originals.attestation where location_office = :office and original <> 'returned'"
                                + " union all select case_id, case_number, null, kind, 'recalled', at from originals.recall_case"
                                + " where office = :office and at > now() - interval '90 days' order by since desc limit :most")
                .bind("office", office)
                .bind("most", MOST_TASKS)
                .map((row, context) -> new Task(
                        row.getObject("case_id", UUID.class),
                        row.getString("case_number"),
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("state"),
                        AttestationRow.instant(row, "since")))
                .list();
    }
}
