package city.pishkhan.api.archive;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.LocalDate;
import java.util.List;

/**
 * The hub's archive for those who keep it: districts, of their own properties, and the headquarters. Offices are none of them: an office asks by a case
 * ({@link Papers}). Papers of properties alone; of persons' nothing is said. Each question is in the journal, once.
 */
public interface ArchiveCatalogue {
    /** Properties that one question may name. */
    int MOST_PROPERTIES = 200;

    /**
     * What there is of one kind.
     *
     * @param newest the newest one's own date, else that of its dossier, else when it was scanned; {@code null} if none is known
     */
    record Kind(String kind, LocalDate newest) {}

    /** @param kinds by name; none for a property that has nothing, or is not known */
    record Holding(String property, List<Kind> kinds) {
        public Holding {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * What there is of many properties at once.
     *
     * @param properties renovation codes as they were given; one that is there twice is asked once
     * @return in their order
     * @throws Refusal INVALID {@code archive.properties} with what is wrong with each, e.g. {@code properties[3]}
     */
    List<Holding> holdings(Caller caller, List<String> properties);

    /**
     * A document.
     *
     * @param number its own, of the source that it was taken over from, or {@code null}
     * @param source that it was taken over or fetched from; {@code null} of an office's scan
     * @param read   whether it was found by what was read on one of its sheets, and not by its title
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

    /** Documents of one property, in no order that means anything. @param cursor of the page before, or {@code null} */
    Page<Document> documents(Caller caller, String property, String cursor);

    /**
     * Documents whose titles have all these words, 20 at a time in the order in which they lie; none is better than another. Behind them those on one sheet of
     * which all of them were read, if what is written on sheets is read at all. A document that gets a title meanwhile may be left out or come twice.
     *
     * @param words    the last may end with {@code *}: then it is a beginning
     * @param kind     of papers, or {@code null}
     * @param district {@code null} for whoever may see all; then a kind must be named
     * @throws Refusal INVALID naming {@code words}, {@code kind}, {@code district} or {@code cursor}
     */
    Page<Document> search(Caller caller, String words, String kind, Integer district, String cursor);

    /**
     * Gives a document, or a dossier, its title and notes; {@code null} takes them away.
     *
     * @param dossier whether it is a dossier
     * @return the document, or one of the dossier's
     * @throws Refusal NOT_FOUND {@code archive-document.unknown} for what is no property's of the caller's district; INVALID for numbers that are people's
     */
    Document describe(Caller caller, boolean dossier, long id, String title, String notes);
}
