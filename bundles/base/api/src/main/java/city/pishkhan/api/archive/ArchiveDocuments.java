package city.pishkhan.api.archive;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents of the archive and their level of trust, for other bundles of the hub. The caller must have checked that
 * the user has a case that permits access.
 */
public interface ArchiveDocuments {

    /** Level of trust of a document. */
    enum Trust {
        SCANNED,
        /** an office has compared the document with its original */
        ATTESTED,
        /** an attested copy on which a district relies */
        VERIFIED
    }

    /**
     * Owners of documents: the subject of a case and its persons.
     *
     * @param subject subject of a case; ignored unless it is a renovation code
     * @param persons national or legal-person IDs
     */
    record Owners(String subject, List<String> persons) {
        public Owners {
            persons = List.copyOf(persons);
        }

        /** Omits the persons. */
        @Override
        public String toString() {
            return "Owners[" + subject + "]";
        }
    }

    /**
     * A document.
     *
     * @param owner  internal number of its owner
     * @param person ID of the person who owns it; {@code null} if it belongs to a property
     * @param sheets SHA-256 of each of its scans, by page
     */
    record Document(long id, long owner, @Nullable String person, List<String> sheets) {
        public Document {
            sheets = List.copyOf(sheets);
        }

        /** Omits the person. */
        @Override
        public String toString() {
            return "Document[" + id + "]";
        }
    }

    /**
     * The newest document of these owners that contains a sheet. Empty if the sheet was recalled, or if it belongs only
     * to a case and not to a document of the archive.
     */
    Optional<Document> find(Owners owners, String kind, String sha256);

    /**
     * Sheets of these owners that were imported from the paper file of a case; up to 500.
     *
     * @param number number of the file
     */
    List<Papers.Sheet> sheetsOfFile(Owners owners, String number);

    /** Internal numbers of these owners, whether or not the archive has their documents. */
    List<Long> ownerNumbers(Owners owners);

    /** Sets the level of trust, unless all sheets of the document were recalled. */
    void setTrust(long document, Trust trust);

    /** Recalls a sheet: it is no longer shown or found, and the same scan is not accepted again for that owner. */
    void recall(Document document, String sha256);

    /**
     * Handles a change of a sheet's redactions: its recognised text is removed from the search until the sheet has been read
     * again in its redacted form.
     */
    void handleRedactionChange(String sha256);
}
