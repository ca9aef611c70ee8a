package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.archive.sheets.RecognizedTexts;
import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveRetention.Entry;
import city.pishkhan.keeping.ArchiveRetention.LegalHold;
import city.pishkhan.keeping.ArchiveRetention.Order;
import city.pishkhan.keeping.ArchiveUnit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores the records authority's decisions and legal holds. */
final class RetentionRepository {
    private static final int MOST = ArchiveRetention.MOST;

    private static final String ENTRIES =
            "with owned as (select o.* from archive.dossier o where o.owner = case when :person = '' then archive.key_of_property(:property)"
                    + " else archive.key_of(decode(:person, 'hex')) end"
                    + " and (exists (select from archive.property p where :person = '' and p.key = o.owner and p.code = :property)"
                    + " or exists (select from archive.person p where p.key = o.owner and encode(p.digest, 'hex') = :person)))"
                    + " select o.id as dossier, null::bigint as document, o.number, null as kind, null::date as dated, o.retained_until,"
                    + " o.confidentiality, (select count(*) from archive.legal_hold l where l.dossier = o.id and l.lifted_at is null) as holds"
                    + " from owned o union all"
                    + " select o.id, d.id, d.number, k.name, d.dated, d.retained_until, d.confidentiality,"
                    + " (select count(*) from archive.legal_hold l where l.document = d.id and l.lifted_at is null)"
                    + " from owned o join archive.document d on d.dossier = o.id join archive.kind k on k.id = d.kind"
                    + " order by dossier, document nulls first limit " + MOST;

    private RetentionRepository() {}

    /** Retention and confidentiality of a dossier or document. */
    record RetentionSettings(LocalDate retainedUntil, int confidentiality) {}

    private static String table(ArchiveUnit unit) {
        return unit.dossier() ? "archive.dossier" : "archive.document";
    }

    private static String column(ArchiveUnit unit) {
        return unit.dossier() ? "dossier" : "document";
    }

    /**
     * Returns the dossiers and documents of a property or a person.
     *
     * @param property canonical renovation code, or empty
     * @param person keyed digest, or empty
     */
    static List<Entry> entries(Handle sql, String property, String person) {
        return sql.createQuery(ENTRIES)
                .bind("property", property)
                .bind("person", person)
                .map((row, context) -> {
                    ArchiveUnit dossier = ArchiveUnit.ofDossier(row.getLong("dossier"));
                    long document = row.getLong("document");
                    boolean whole = row.wasNull();
                    return new Entry(
                            whole ? dossier : ArchiveUnit.ofDocument(document),
                            whole ? null : dossier,
                            row.getString("number"),
                            row.getString("kind"),
                            row.getObject("dated", LocalDate.class),
                            row.getObject("retained_until", LocalDate.class),
                            row.getInt("confidentiality"),
                            row.getInt("holds"));
                })
                .list();
    }

    /** Reads the settings and locks the row until the transaction ends. */
    static Optional<RetentionSettings> lock(Handle sql, ArchiveUnit unit) {
        return sql.createQuery("select retained_until, confidentiality from " + table(unit)
                        + " where id = :id for no key update")
                .bind("id", unit.number())
                .map((row, context) -> new RetentionSettings(
                        row.getObject("retained_until", LocalDate.class), row.getInt("confidentiality")))
                .findOne();
    }

    static void retain(Handle sql, ArchiveUnit unit, @Nullable LocalDate until) {
        sql.createUpdate("update " + table(unit) + " set retained_until = :until where id = :id")
                .bind("id", unit.number())
                .bind("until", until)
                .execute();
    }

    /**
     * Sets the confidentiality, also in the tables that cases read. Secret sheets become inaccessible even to cases that already use them.
     */
    static void classify(Handle sql, ArchiveUnit unit, int level) {
        sql.createUpdate("update " + table(unit) + " set confidentiality = :level where id = :id")
                .bind("id", unit.number())
                .bind("level", level)
                .execute();
        sql.createUpdate(
                        "update archive.holding h set confidentiality = nullif(greatest(d.confidentiality, o.confidentiality), 0::smallint)"
                                + " from archive.document d join archive.dossier o on o.id = d.dossier where d."
                                + (unit.dossier() ? "dossier" : "id")
                                + " = :id and h.owner = o.owner and h.document = d.id")
                .bind("id", unit.number())
                .execute();
        RecognizedTexts.updateConfidentiality(sql, unit.dossier(), unit.number());
        String documents = "select id from archive.document where " + (unit.dossier() ? "dossier" : "id") + " = :id";
        sql.createUpdate("delete from archive.secret_sheet where document in (" + documents + ")")
                .bind("id", unit.number())
                .execute();
        sql.createUpdate(
                        "insert into archive.secret_sheet (sha256, document) select * from archive.secret_sheets(array("
                                + documents + "))")
                .bind("id", unit.number())
                .execute();
    }

    /**
     * Reason of a decision.
     *
     * @param words text of the reason
     * @param salt salt of the commitment that the journal stores instead of the text
     */
    record Reason(String words, String salt) {}

    static void insertAct(
            Handle sql,
            ArchiveUnit unit,
            String what,
            @Nullable String newValue,
            String oldValue,
            Reason reason,
            String principal) {
        sql.createUpdate("insert into archive.retention_act (" + column(unit)
                        + ", what, new_value, old_value, reason, salt, principal, at)"
                        + " values (:id, :what, :newValue, :oldValue, :reason, :salt, :principal, now())")
                .bind("id", unit.number())
                .bind("what", what)
                .bind("newValue", newValue)
                .bind("oldValue", oldValue)
                .bind("reason", reason.words)
                .bind("salt", reason.salt)
                .bind("principal", principal)
                .execute();
    }

    static long hold(Handle sql, ArchiveUnit unit, Order order, Reason reason, String principal) {
        return sql.createQuery("insert into archive.legal_hold (" + column(unit)
                        + ", number, authority, reason, salt, principal, at)"
                        + " values (:id, :number, :authority, :reason, :salt, :principal, now()) returning id")
                .bind("id", unit.number())
                .bind("number", order.number())
                .bind("authority", order.authority())
                .bind("reason", reason.words)
                .bind("salt", reason.salt)
                .bind("principal", principal)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Lifts a legal hold.
     *
     * @return salt of the hold's reason; empty if the hold was not active
     */
    static Optional<String> lift(Handle sql, long id, Order order, String reason, String principal) {
        return sql.createQuery(
                        "update archive.legal_hold set lift_number = :number, lift_authority = :authority, lift_reason = :reason,"
                                + " lifted_by = :principal, lifted_at = now() where id = :id and lifted_at is null returning salt")
                .bind("id", id)
                .bind("number", order.number())
                .bind("authority", order.authority())
                .bind("reason", reason)
                .bind("principal", principal)
                .mapTo(String.class)
                .findOne();
    }

    static Optional<LegalHold> find(Handle sql, long id) {
        return sql.createQuery("select * from archive.legal_hold where id = :id")
                .bind("id", id)
                .map((row, context) -> hold(row))
                .findOne();
    }

    static List<LegalHold> holds(Handle sql, boolean all) {
        return sql.createQuery(
                        "select * from archive.legal_hold where :all or lifted_at is null order by id desc limit "
                                + MOST)
                .bind("all", all)
                .map((row, context) -> hold(row))
                .list();
    }

    private static LegalHold hold(ResultSet row) throws SQLException {
        long dossier = row.getLong("dossier");
        ArchiveUnit unit =
                row.wasNull() ? ArchiveUnit.ofDocument(row.getLong("document")) : ArchiveUnit.ofDossier(dossier);
        Instant lifted = instant(row, "lifted_at");
        return new LegalHold(
                row.getLong("id"),
                unit,
                new Order(row.getString("number"), row.getString("authority")),
                row.getString("principal"),
                instant(row, "at"),
                lifted == null ? null : new Order(row.getString("lift_number"), row.getString("lift_authority")),
                row.getString("lifted_by"),
                lifted);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }
}
