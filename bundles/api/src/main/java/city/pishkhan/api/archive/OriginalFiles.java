package city.pishkhan.api.archive;

import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * Records that people open files of sheets as they came. Without asking for the file they get a document that the hub draws of its pages. The
 * caller of each method has checked that the person may see the sheet.
 */
public interface OriginalFiles {

    /** Journals it in the case before any of the file is given, once in ten minutes for a login and a sheet. */
    void opened(Caller caller, UUID caseId, String sha256);

    /** As {@link #opened}, of a sheet that goes with an inquiry: journaled in the inquiry's case. */
    void openedWithInquiry(Caller agency, UUID inquiry, String sha256);
}
