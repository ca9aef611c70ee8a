package city.pishkhan.archive;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;

/** Sheets that were found bad. Nobody opens them until an operator releases them. */
public interface SheetQuarantine {

    /**
     * A sheet in quarantine.
     *
     * @param reason {@code malware}, {@code unreadable}, or {@code active} for a PDF that holds more than pages
     * @param detail what the scanner, the decoder or the parser calls it
     * @param source who brought it, e.g. {@code office:1204}
     */
    record Entry(String sha256, String mediaType, String reason, String detail, String source, Instant found) {}

    /** Those that nobody has decided about, oldest first, 1,000 at most. @throws city.pishkhan.api.Refusal FORBIDDEN for who is no operator */
    List<Entry> list(Caller operator);

    /**
     * Lets everybody open it who may, and take it again; for cases still to come it is scanned anew.
     *
     * @throws city.pishkhan.api.Refusal FORBIDDEN, NOT_FOUND
     */
    void release(Caller operator, String sha256);

    /** Removes its bytes for ever; what names it stays without them. @throws city.pishkhan.api.Refusal FORBIDDEN, NOT_FOUND */
    void delete(Caller operator, String sha256);
}
