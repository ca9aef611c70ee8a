package city.pishkhan.archive.internal.catalogue;

import city.pishkhan.api.archive.ArchiveCatalogue.Document;
import city.pishkhan.archive.internal.sql.ArchiveSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads and describes the archived documents of properties. */
final class CatalogueRepository {
    private static final String HOLDINGS = ArchiveSql.text("holdings");

    private static final String COLUMNS =
            "d.id, d.dossier, p.code, k.name as kind, d.dated, d.number, v.source, d.title, d.notes,"
                    + " f.title as dossier_title, f.notes as dossier_notes";

    private static final String OF_D =
            " join archive.dossier f on f.id = d.dossier join archive.property p on p.key = f.owner"
                    + " join archive.kind k on k.id = d.kind left join archive.provenance v on v.id = d.provenance";

    private static final String OF_PROPERTY =
            "select " + COLUMNS + ", '' as place from (" + ArchiveSql.text("documents")
                    + ") h join archive.document d on d.id = h.document" + OF_D + " order by d.id";

    private static final String BY_WORDS = "select " + COLUMNS + ", w.no || ' ' || w.place::text as place from ("
            + ArchiveSql.text("words") + ") w join archive.document d on d.id = w.id" + OF_D
            + " order by w.no, w.place";

    /**
     * Settings for searches. Parallel workers would change the order of rows. The planner does not know the search words and overestimates
     * their frequency: in a large archive it would prefer a sequential scan or JIT compilation to the index.
     */
    private static final String IN_ORDER = "select set_config('max_parallel_workers_per_gather', '0', true),"
            + " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)";

    private static final String BY_TEXT = "select " + COLUMNS + ", 'r' || w.place as place from ("
            + ArchiveSql.text("texts") + ") w join archive.document d on d.id = w.id" + OF_D + " order by w.place::tid";

    /** Selects one document by id. Excludes secret documents. */
    private static final String FIND_BY_ID = "select " + COLUMNS + ", '' as place from archive.document d" + OF_D
            + " where <which> = :id and greatest(d.confidentiality, f.confidentiality) < 3"
            + " and (:all or p.district = any(:districts)) order by d.id limit 1";

    private CatalogueRepository() {}

    /**
     * A kind of documents that the archive has for a property.
     *
     * @param newest time of the newest document; the beginning of 1970 if unknown
     */
    record Held(String property, String kind, OffsetDateTime newest) {}

    /**
     * A document and its position in the search.
     *
     * @param place number of the search and position of the row, as {@code 3 (17,4)}; empty outside searches
     */
    record PositionedDocument(Document document, String place) {}

    static List<Held> holdings(Handle sql, Collection<String> properties) {
        return sql.createQuery(HOLDINGS)
                .bindArray("properties", String.class, properties.toArray())
                .map((row, context) -> new Held(
                        row.getString("code"), row.getString("kind"), row.getObject("newest", OffsetDateTime.class)))
                .list();
    }

    /** @param after id of the last document of the previous page */
    static List<PositionedDocument> findByProperty(Handle sql, String property, long after, int limit) {
        return sql.createQuery(OF_PROPERTY)
                .bind("property", property)
                .bind("after", after)
                .bind("limit", limit)
                .map(CatalogueRepository::mapPositioned)
                .list();
    }

    /**
     * Finds documents by words of their titles.
     *
     * @param searches searches of the type {@code tsquery}, run in order
     * @param after position of the last row of the previous page in the first search, as {@code (17,4)}
     */
    static List<PositionedDocument> findByWords(Handle sql, List<String> searches, String after, int limit) {
        return search(sql, BY_WORDS, query -> query.bindArray("searches", String.class, searches), after, limit);
    }

    /**
     * Finds documents by the recognized text of their sheets.
     *
     * @param after position of the last row of the previous page
     */
    static List<PositionedDocument> findByText(Handle sql, String words, String after, int limit) {
        return search(sql, BY_TEXT, query -> query.bind("words", words), after, limit);
    }

    private static List<PositionedDocument> search(
            Handle sql, String text, UnaryOperator<Query> bound, String after, int limit) {
        sql.execute(IN_ORDER);
        return bound.apply(sql.createQuery(text))
                .bind("after", after)
                .bind("limit", limit)
                .map(CatalogueRepository::mapPositioned)
                .list();
    }

    /** @param districts districts of the accessible properties; {@code null} for all */
    static Optional<Document> find(Handle sql, boolean dossier, long id, List<Integer> districts) {
        return sql.createQuery(FIND_BY_ID)
                .define("which", dossier ? "f.id" : "d.id")
                .bind("id", id)
                .bind("all", districts == null)
                .bindArray("districts", Integer.class, districts == null ? new Object[0] : districts.toArray())
                .map(CatalogueRepository::mapPositioned)
                .findOne()
                .map(PositionedDocument::document);
    }

    /**
     * Sets title and notes. Also sets the district of a document, because scans of offices have none and are found by title only within a
     * district.
     */
    static void describe(Handle sql, Document one, boolean dossier, String title, String notes) {
        String update = dossier
                ? "update archive.dossier set title = :title, notes = :notes where id = :id"
                : "update archive.document set title = :title, notes = :notes, district = split_part(:property, '-', 1)::smallint where id = :id";
        sql.createUpdate(update)
                .bind("title", title)
                .bind("notes", notes)
                .bind("property", one.property())
                .bind("id", dossier ? one.dossier() : one.id())
                .execute();
    }

    /** Returns the numbers of all kinds by name. New kinds have the highest numbers. */
    static Map<String, Integer> kinds(Handle sql) {
        return sql.createQuery("select name, id from archive.kind")
                .setMapKeyColumn("name")
                .setMapValueColumn("id")
                .collectInto(new GenericType<>() {});
    }

    private static PositionedDocument mapPositioned(ResultSet row, StatementContext context) throws SQLException {
        return new PositionedDocument(
                new Document(
                        row.getLong("id"),
                        row.getLong("dossier"),
                        row.getString("code"),
                        row.getString("kind"),
                        row.getObject("dated", LocalDate.class),
                        row.getString("number"),
                        row.getString("source"),
                        row.getString("title"),
                        row.getString("notes"),
                        row.getString("dossier_title"),
                        row.getString("dossier_notes"),
                        row.getString("place").startsWith("r")),
                row.getString("place"));
    }
}
