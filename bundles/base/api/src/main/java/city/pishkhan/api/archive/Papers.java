package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sheets of the archive, addressed by their SHA-256. Title papers belong to a property, identity papers to a person.
 * Knowing a hash gives no access: access always requires a case that permits it.
 */
public interface Papers {

    /**
     * A sheet.
     *
     * @param kind     {@code deed}, {@code plan}, {@code national-card} …
     * @param owner    renovation code of the property, or the opaque id of the person
     * @param attested whether an office compared the sheet with its original, see {@code Attestations}
     */
    record Sheet(String sha256, String kind, String owner, String name, String mediaType, long size, boolean attested) {

        /** Creates a sheet for uses that do not need the attestation. */
        public Sheet(String sha256, String kind, String owner, String name, String mediaType, long size) {
            this(sha256, kind, owner, name, mediaType, size, false);
        }
    }

    /**
     * A sheet that a case may use, and its origin.
     *
     * @param source {@code archive} or {@code scan}
     */
    record UsableSheet(Sheet sheet, String source) {}

    /**
     * Stored and validated bytes that are not registered yet. Unregistered deposits are deleted after a while.
     *
     * @param size  size in bytes
     * @param pages number of pages
     * @param content opens the same bytes again, until they are registered
     */
    record Deposit(String sha256, String mediaType, long size, int pages, Supplier<InputStream> content) {

        /** Creates a deposit of one page. */
        public Deposit(String sha256, String mediaType, long size, Supplier<InputStream> content) {
            this(sha256, mediaType, size, 1, content);
        }
    }

    /**
     * A deposit to register as a sheet.
     *
     * @param owner renovation code of the property, or national or legal ID of the person, depending on the kind
     * @param name  file name of the scan
     */
    record NewSheet(String kind, String owner, @Nullable String name, Deposit deposit) {}

    /**
     * The purpose for which a case uses the archive.
     *
     * @param service  service of the case; identity papers that were scanned for this service may be used
     * @param property renovation code
     * @param persons  national or legal IDs of the persons whose identity papers may be used
     * @param consenting  IDs among {@code persons} of those who also consented to the use of identity papers from other
     *                    services
     */
    record Purpose(String service, String property, List<String> persons, List<String> consenting) {}

    /**
     * Returns {@code true} if papers of the kind belong to a person. The archive's setting {@code identity.kinds} lists the kinds
     * that do. Papers of other kinds belong to a property or only to their case.
     */
    boolean isPersonal(String kind);

    /** Sheets that the archive holds for a purpose; papers that are not among them must be scanned. */
    List<Sheet> findForPurpose(Caller office, Purpose purpose);

    /**
     * Stores the bytes of a scan after checking their type and limits; must be called outside any transaction. The bytes are on
     * disk on return, and are deleted later if they are not registered. Never reveals whether the same bytes were already stored.
     *
     * @param kind    paper kind; an invalid kind or owner is refused before any byte is stored
     * @param owner   as {@link NewSheet#owner}, or {@code null} if not known yet
     * @param content opens the bytes, each time from their beginning
     * @throws Refusal UNSUPPORTED, TOO_LARGE or INVALID
     */
    Deposit deposit(Caller office, String kind, @Nullable String owner, Supplier<InputStream> content);

    /**
     * Registers deposits as sheets of their owners, in the caller's transaction.
     *
     * @param caseId  the case for which the sheets were scanned
     * @param service service of the case
     * @throws Refusal INVALID
     */
    List<Sheet> register(Caller office, UUID caseId, String service, List<NewSheet> sheets);

    /**
     * Returns a sheet that a case of this caller may use: one that its office stored for the case, or one that the archive holds
     * for the purpose. If both apply, the source is {@code scan}, so that an upload never reveals earlier contents of the
     * archive.
     *
     * @throws Refusal NOT_FOUND
     */
    UsableSheet requireUsable(Caller office, UUID caseId, Purpose purpose, String sha256);

    /**
     * Checks that a sheet may be shown, before content derived from it is shown.
     *
     * @throws Refusal NOT_FOUND if the sheet no longer exists, CONFLICT {@code sheet.quarantined}, FORBIDDEN {@code
     *     sheet.secret}, UNAVAILABLE {@code sheet.unparsed} for a PDF that was not parsed yet
     */
    void requireOpen(String sha256);

    /**
     * Checks that the original file of a sheet may be given to a user, who will open it in another program. A PDF is
     * parsed again, even if it was stored before uploads were parsed.
     *
     * @throws Refusal as {@link #requireOpen}; CONFLICT {@code sheet.withheld} for a PDF that contains scripts,
     *     attached files or the like; UNAVAILABLE {@code sheet.pictures-busy}
     */
    void requirePagesOnly(String sha256, String mediaType);

    /**
     * Opens the bytes. The caller has checked that the user may see them.
     *
     * @throws Refusal as {@link #requireOpen}
     */
    InputStream open(String sha256);

    /**
     * As {@link #open(String)}, from an offset.
     *
     * @param from number of bytes to skip
     */
    default InputStream open(String sha256, long from) {
        InputStream in = open(sha256);
        try {
            in.skipNBytes(from);
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Metadata of a stored sheet that is a paper of some case. The caller has checked that the user may see the sheet.
     *
     * @throws Refusal NOT_FOUND
     */
    Sheet sheet(String sha256);

    /** Stores an agency's attachment, with the checks of {@link #deposit}; its owner is the inquiry's id. */
    Sheet storeAnswer(Caller agency, UUID inquiry, String name, InputStream content);

    /** The sheet that was stored for the answer to this inquiry, even if the same bytes also have other owners; empty if there is none. */
    default Optional<Sheet> answerSheet(UUID inquiry, String sha256) {
        try {
            return Optional.of(sheet(sha256)).filter(s -> s.owner().equals(inquiry.toString()));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}
