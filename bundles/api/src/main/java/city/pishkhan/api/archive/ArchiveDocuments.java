package city.pishkhan.api.archive;

import java.util.List;
import java.util.Optional;

/** Documents of the archive and how far they are trusted, for the hub's own rooms: whoever asks has authorised its caller by a case. */
public interface ArchiveDocuments {

    /** How far a document is trusted. */
    enum Trust {
        SCANNED,
        /** an office compared it with its original */
        ATTESTED,
        /** a district relies on that */
        VERIFIED
    }

    /**
     * Whose documents.
     *
     * @param subject of a case; one that is no renovation code has none
     * @param persons national or legal-person IDs
     */
    record Owners(String subject, List<String> persons) {
        public Owners {
            persons = List.copyOf(persons);
        }

        /** Names nobody. */
        @Override
        public String toString() {
            return "Owners[" + subject + "]";
        }
    }

    /**
     * @param owner  number of its owner
     * @param person ID of the person whose it is; {@code null} of a property's
     * @param sheets SHA-256 of each of its scans, by page
     */
    record Document(long id, long owner, String person, List<String> sheets) {
        public Document {
            sheets = List.copyOf(sheets);
        }

        /** Names nobody. */
        @Override
        public String toString() {
            return "Document[" + id + "]";
        }
    }

    /** The newest document of these owners that has a sheet; empty for a paper that belongs to its case alone, or was recalled. */
    Optional<Document> find(Owners owners, String kind, String sha256);

    /**
     * Sheets of these owners that lay in the paper file of a case, as whoever took the file over said; at most 500.
     *
     * @param number of the file
     */
    List<Papers.Sheet> filed(Owners owners, String number);

    /** Numbers of these owners, whether the archive has anything of them or not. */
    List<Long> numbers(Owners owners);

    /** Of a document whose sheets were not all recalled. */
    void trust(long document, Trust trust);

    /** Shows and finds a sheet no more; the very same scan is not taken again for that owner. */
    void recall(Document document, String sha256);

    /** What is covered of a sheet changed: what was read on it is found no more, until it is read anew as it is shown now. */
    void covered(String sha256);
}
