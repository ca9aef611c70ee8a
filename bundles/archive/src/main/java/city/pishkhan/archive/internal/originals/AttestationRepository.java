package city.pishkhan.archive.internal.originals;

import city.pishkhan.api.cases.Attestations.Task;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.originals.CaseOwners.Owners;
import city.pishkhan.archive.internal.sql.ArchiveSql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Attestations and what happened to them, as rows; status of documents: 0 scanned, 1 attested, 2 verified, 3 recalled. */
final class AttestationRepository {
    private static final String ATTESTABLE = ArchiveSql.text("attestable");
    private static final String SELECT = "select " + AttestationRow.COLUMNS + " from archive.attestation where ";
    private static final int MOST_TASKS = 200;

    private AttestationRepository() {}

    /**
     * A document of the archive.
     *
     * @param owner  key of its owner
     * @param sheets SHA-256 of each of its scans, by page
     */
    record Document(long id, long owner, List<String> sheets) {}

    /** The document of these owners that has a sheet; empty for a paper that belongs to its case alone, or is recalled. */
    static Optional<Document> document(Handle sql, Owners owners, String kind, String sha256) {
        List<Document> sheets = sql.createQuery(ATTESTABLE)
                .bind("property", owners.property())
                .bindArray("persons", String.class, owners.persons())
                .bindArray("willing", String.class, List.of())
                .bind("kind", kind)
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .map((row, context) -> new Document(
                        row.getLong("document"),
                        row.getLong("key"),
                        List.of(HexFormat.of().formatHex(row.getBytes("sha256")))))
                .list();
        return sheets.stream()
                .findFirst()
                .map(first -> new Document(
                        first.id,
                        first.owner,
                        sheets.stream().map(one -> one.sheets.get(0)).toList()));
    }

    static Optional<AttestationRow> inForce(Handle sql, long document) {
        return sql.createQuery(SELECT + "document = :document and ended is null for update")
                .bind("document", document)
                .map((row, context) -> AttestationRow.of(row))
                .findOne();
    }

    static Optional<AttestationRow> locked(Handle sql, UUID id) {
        return sql.createQuery(SELECT + "id = :id for update")
                .bind("id", id)
                .map((row, context) -> AttestationRow.of(row))
                .findOne();
    }

    /** All that these owners have, oldest first. */
    static List<AttestationRow> of(Handle sql, Owners owners) {
        return sql.createQuery(
                        SELECT + "owner = archive.key_of_property(:property)"
                                + " or owner = any (select archive.key_of(decode(p, 'hex')) from unnest(:persons) p) order by id")
                .bind("property", owners.property())
                .bindArray("persons", String.class, owners.persons())
                .map((row, context) -> AttestationRow.of(row))
                .list();
    }

    /** @return false if somebody was faster */
    static boolean add(
            Handle sql,
            UUID id,
            Document document,
            String kind,
            Place place,
            Caller clerk,
            AttestationSeal.Words words) {
        int added = sql.createUpdate(
                        "insert into archive.attestation (id, document, owner, kind, sheets, case_id, case_number, office, principal, at,"
                                + " salt, serial, issuer, seen, lies_at, lies_case, lies_number, lies_since)"
                                + " values (:id, :document, :owner, :kind, (select array_agg(decode(h, 'hex') order by n)"
                                + " from unnest(:sheets) with ordinality s (h, n)), :case, :number, :office, :principal, now(),"
                                + " :salt, :serial, :issuer, :seen, :office, :case, :number, now())"
                                + " on conflict (document) where ended is null do nothing")
                .bind("id", id)
                .bind("document", document.id)
                .bind("owner", document.owner)
                .bind("kind", kind)
                .bindArray("sheets", String.class, document.sheets)
                .bind("case", place.caseId())
                .bind("number", place.number())
                .bind("office", place.office())
                .bind("principal", clerk.principal())
                .bind("salt", words.salt())
                .bind("serial", words.serial())
                .bind("issuer", words.issuer())
                .bind("seen", words.seen())
                .execute();
        if (added == 0) {
            return false;
        }
        status(sql, document.id, 1);
        return true;
    }

    /** Where an original is or is awaited: a case, and the office that has it. */
    record Place(UUID caseId, String number, String office) {}

    static void lies(Handle sql, UUID id, String original, Place place) {
        sql.createUpdate(
                        "update archive.attestation set original = :original, lies_at = :office, lies_case = :case, lies_number = :number,"
                                + " lies_since = now() where id = :id")
                .bind("original", original)
                .bind("office", place.office())
                .bind("case", place.caseId())
                .bind("number", place.number())
                .bind("id", id)
                .execute();
    }

    static void verified(Handle sql, AttestationRow row) {
        sql.createUpdate("update archive.attestation set verified = now() where id = :id")
                .bind("id", row.id())
                .execute();
        status(sql, row.document(), 2);
    }

    /** Nobody relies on it any more; its document is what it was before. */
    static void ended(Handle sql, AttestationRow row, String fate) {
        sql.createUpdate("update archive.attestation set ended = now(), fate = :fate where id = :id")
                .bind("fate", fate)
                .bind("id", row.id())
                .execute();
        status(sql, row.document(), 0);
    }

    private static void status(Handle sql, long document, int status) {
        sql.createUpdate("with d as (update archive.document set status = :status where id = :document and status < 3)"
                        + " update archive.sheet set status = :status where document = :document and status < 3")
                .bind("status", status)
                .bind("document", document)
                .execute();
    }

    /**
     * @param reason sealed, or {@code null}
     * @param sheet  SHA-256 of the signed receipt, or {@code null}
     * @param person opaque id of who took the original, or {@code null}
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

        String reasonOf() {
            return attestation + "/" + position;
        }
    }

    static int next(Handle sql, UUID attestation) {
        return sql.createQuery("select count(*)::int from archive.attestation_step where attestation = :id")
                .bind("id", attestation)
                .mapTo(Integer.class)
                .one();
    }

    static void step(Handle sql, Caller by, StepRow step) {
        sql.createUpdate(
                        "insert into archive.attestation_step (attestation, position, step, case_id, party, principal, at, reason, sheet, person)"
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

    static boolean receiptUsed(Handle sql, String sha256) {
        return sql.createQuery("select exists (select from archive.attestation_step where sheet = :sheet)")
                .bind("sheet", HexFormat.of().parseHex(sha256))
                .mapTo(Boolean.class)
                .one();
    }

    /** By attestation, oldest first. */
    static List<StepRow> steps(Handle sql, List<UUID> attestations) {
        return attestations.isEmpty()
                ? List.of()
                : sql.createQuery(
                                "select attestation, position, step, case_id, party, at, reason, encode(sheet, 'hex') as sheet, person"
                                        + " from archive.attestation_step where attestation = any(:ids) order by attestation, position")
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

    /** Originals that an office has or is to get, and sheets of its cases that were recalled, newest first. */
    static List<Task> tasks(Handle sql, String office) {
        return sql.createQuery(
                        "select lies_case as case_id, lies_number as case_number, id, kind, original as state, lies_since as since"
                                + " from archive.attestation where lies_at = :office and original <> 'returned'"
                                + " union all select case_id, case_number, null, kind, 'recalled', at from archive.recall_case"
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
