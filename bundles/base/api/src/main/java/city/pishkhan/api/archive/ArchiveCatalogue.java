package city.pishkhan.api.archive;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Search in the hub's archive for the staff who maintain it: a district searches its own properties, the headquarters all.
 * Offices have no access; an office sees sheets through a case ({@link Papers}). Only papers of properties are searched, never
 * those of persons. Each query is recorded once in the journal.
 */
public interface ArchiveCatalogue {
    /** Maximum number of properties in one query. */
    int MAX_PROPERTIES = 200;

    /**
     * The documents of one paper kind.
     *
     * @param newest date of the newest document: its own date, else its dossier's, else the day of its scan; {@code null} if none
     *               is known
     */
    record Kind(String kind, @Nullable LocalDate newest) {}

    /**
     * The documents of one property.
     *
     * @param kinds by name; empty for a property that has no documents or is unknown
     */
    record Holding(String property, List<Kind> kinds) {
        public Holding {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * Returns the paper kinds of many properties.
     *
     * @param properties renovation codes as they were given; duplicates are looked up once
     * @return in the order of {@code properties}
     * @throws Refusal INVALID {@code archive.properties} with each error, e.g. of {@code properties[3]}
     */
    List<Holding> holdings(Caller caller, List<String> properties);

    /**
     * A document.
     *
     * @param number the document's number in the source that it was imported from, or {@code null}
     * @param source source that it was imported or fetched from; {@code null} for an office's scan
     * @param read   whether the search matched the recognised text of a sheet and not the title
     */
    record Document(
            long id,
            long dossier,
            String property,
            String kind,
            LocalDate dated,
            String number,
            String source,
            String title,
            String notes,
            String dossierTitle,
            String dossierNotes,
            boolean read) {}

    /**
     * Documents of one property, in arbitrary order.
     *
     * @param cursor cursor from the previous page, or {@code null}
     */
    Page<Document> documents(Caller caller, String property, @Nullable String cursor);

    /**
     * Finds documents whose titles contain all words, 20 a page, in storage order and without ranking. Documents with a sheet
     * whose recognised text contains all words follow, if text recognition is enabled. A document whose title changes during the
     * search may be missing or appear twice.
     *
     * @param words    the last may end with {@code *} for a prefix
     * @param kind     paper kind, or {@code null}
     * @param district district, or {@code null} for a caller who may see all; {@code kind} is then required
     * @throws Refusal INVALID with field {@code words}, {@code kind}, {@code district} or {@code cursor}
     */
    Page<Document> search(
            Caller caller, String words, @Nullable String kind, @Nullable Integer district, @Nullable String cursor);

    /**
     * Sets the title and notes of a document or a dossier; {@code null} removes them.
     *
     * @param dossier whether {@code id} is a dossier
     * @return the document, or a document of the dossier
     * @throws Refusal NOT_FOUND {@code archive-document.unknown} unless it belongs to a property of the caller's district;
     *     INVALID if the text contains personal identifiers
     */
    Document setTitleAndNotes(Caller caller, boolean dossier, long id, @Nullable String title, @Nullable String notes);
}
