package city.pishkhan.archive;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;

/** Manages quarantined sheets. They cannot be opened until an operator releases them. */
public interface SheetQuarantine {

    /**
     * A sheet in quarantine.
     *
     * @param reason {@code malware}, {@code unreadable}, or {@code active} for a PDF with active content
     * @param detail message of the scanner, decoder or parser
     * @param source uploader of the sheet, e.g. {@code office:1204}
     */
    record Entry(String sha256, String mediaType, String reason, String detail, String source, Instant found) {}

    /**
     * Returns up to 1,000 sheets that await an operator's decision, oldest first.
     *
     * @throws city.pishkhan.api.Refusal FORBIDDEN if the caller is not an operator
     */
    List<Entry> list(Caller operator);

    /**
     * Releases a sheet: all callers with access can open and upload it again. When it is used in further cases, it is scanned again.
     *
     * @throws city.pishkhan.api.Refusal FORBIDDEN, NOT_FOUND
     */
    void release(Caller operator, String sha256);

    /**
     * Deletes the content of a sheet permanently. References to the sheet remain.
     *
     * @throws city.pishkhan.api.Refusal FORBIDDEN, NOT_FOUND
     */
    void delete(Caller operator, String sha256);
}
