package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The archive's sheets as the core uses them: content-addressed by SHA-256. Title papers belong to a property, identity papers to a
 * person. Knowing a hash grants nothing: every use is by a caller with a case.
 */
public interface Papers {

    /**
     * A sheet.
     *
     * @param kind   {@code deed}, {@code plan}, {@code national-card} …
     * @param owner  renovation code of the property or the opaque id of the person
     * @param attested whether an office compared it with its original, see {@link Attestations}
     */
    record Sheet(String sha256, String kind, String owner, String name, String mediaType, long size, boolean attested) {

        /** Of which nobody asks whether it is attested. */
        public Sheet(String sha256, String kind, String owner, String name, String mediaType, long size) {
            this(sha256, kind, owner, name, mediaType, size, false);
        }
    }

    /**
     * A sheet and where the case has it from.
     *
     * @param source {@code archive} or {@code scan}
     */
    record Usable(Sheet sheet, String source) {}

    /**
     * Bytes that lie in the archive, checked, and are named by nobody yet: after a while they are swept.
     *
     * @param size  bytes
     * @param pages that it has
     * @param again the same bytes once more, until they are registered
     */
    record Deposit(String sha256, String mediaType, long size, int pages, Supplier<InputStream> again) {

        /** Of one page. */
        public Deposit(String sha256, String mediaType, long size, Supplier<InputStream> again) {
            this(sha256, mediaType, size, 1, again);
        }
    }

    /**
     * A deposit and what it is.
     *
     * @param owner renovation code of the property, or national or legal ID of the person, as the kind wants it
     * @param name  that whoever scanned it gave it
     */
    record NewSheet(String kind, String owner, String name, Deposit deposit) {}

    /**
     * For whom and what the archive opens to a case.
     *
     * @param service  that is asked for: identity papers that were scanned for it, and no other's, may be used
     * @param property renovation code
     * @param persons  national or legal IDs of those whose identity papers may be used
     * @param willing  those of them who said yes to their identity papers from other services as well
     */
    record Purpose(String service, String property, List<String> persons, List<String> willing) {}

    /** What the archive holds for a purpose, per paper kind: have it, or must scan. */
    List<Sheet> held(Caller office, Purpose purpose);

    /**
     * Takes the bytes of a scan, after their type was read from them and their limits were checked; outside any transaction. They are on disk
     * when it returns, and are swept if nobody registers them. Never reveals whether the same bytes were there before.
     *
     * @param kind    what is wrong with it, or with the owner, is said before a byte is kept
     * @param owner   as {@link NewSheet#owner}, if it is known yet, or {@code null}
     * @param content opens the bytes, each time from their beginning
     * @throws Refusal UNSUPPORTED, TOO_LARGE or INVALID
     */
    Deposit deposit(Caller office, String kind, String owner, Supplier<InputStream> content);

    /**
     * Lists deposits under their owners, in the caller's transaction.
     *
     * @param caseId  the case for which they were scanned
     * @param service that the case asks for
     * @throws Refusal INVALID
     */
    List<Sheet> register(Caller office, UUID caseId, String service, List<NewSheet> sheets);

    /**
     * A sheet that a case of this caller may use: one that its office stored for the case, or one that the archive holds for the
     * purpose. Where both are true it counts as scanned: an upload never reveals what was there before.
     *
     * @throws Refusal NOT_FOUND
     */
    Usable usable(Caller office, UUID caseId, Purpose purpose, String sha256);

    /**
     * Something that was made of a sheet is about to be shown, without opening it.
     *
     * @throws Refusal NOT_FOUND if it is no sheet any more, CONFLICT {@code sheet.quarantined}, FORBIDDEN {@code sheet.secret},
     *     UNAVAILABLE {@code sheet.unparsed} for a PDF that is still to be parsed
     */
    void requireOpen(String sha256);

    /**
     * The file of a sheet is about to be given to a person, who will open it with a program of their own: a PDF is parsed again, also one that came
     * before uploads were.
     *
     * @throws Refusal as {@link #requireOpen}; CONFLICT {@code sheet.withheld} for a PDF that holds more than pages; UNAVAILABLE
     *     {@code sheet.pictures-busy}
     */
    void requireMerePages(String sha256, String mediaType);

    /** Opens the bytes. The caller has checked that whoever asks may see them. @throws Refusal as {@link #requireOpen} */
    InputStream open(String sha256);

    /** As {@link #open(String)}, from one of its bytes on. @param from bytes that are left out */
    default InputStream open(String sha256, long from) {
        InputStream in = open(sha256);
        try {
            in.skipNBytes(from);
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Metadata of a stored sheet, by one of the case's papers. The caller has checked access. @throws Refusal NOT_FOUND */
    Sheet sheet(String sha256);

    /** Stores an agency's attachment, same checks as {@link #store}; its owner is the inquiry's id. */
    Sheet storeAnswer(Caller agency, UUID inquiry, String name, InputStream content);

    /** A sheet that was stored for the answer to this inquiry, whoever else has the same bytes; empty for any other. */
    default Optional<Sheet> answerSheet(UUID inquiry, String sha256) {
        try {
            return Optional.of(sheet(sha256)).filter(s -> s.owner().equals(inquiry.toString()));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}
