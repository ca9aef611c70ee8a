package city.pishkhan.archive.sheets;

import city.pishkhan.api.Refusal;
import java.io.InputStream;

/** Opens sheets for the records authority, regardless of their confidentiality. */
public interface SheetExport {
    /**
     * Opens the unencrypted content of a sheet.
     *
     * @throws Refusal NOT_FOUND if no row references the sheet or all its owners were erased; CONFLICT if it is in
     *     quarantine; UNAVAILABLE if it is damaged everywhere or not parsed yet
     */
    InputStream export(String sha256);
}
