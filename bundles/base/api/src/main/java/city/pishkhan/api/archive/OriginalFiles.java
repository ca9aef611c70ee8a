package city.pishkhan.api.archive;

import city.pishkhan.api.security.Caller;
import java.util.UUID;

/**
 * Records access to the original files of sheets. Users who do not ask for the original file get a document that the hub renders
 * from its pages. The caller of each method has checked that the user may see the sheet.
 */
public interface OriginalFiles {

    /** Records the access in the case's journal, before any byte is sent; once in ten minutes per login and sheet. */
    void recordAccess(Caller caller, UUID caseId, String sha256);

    /** As {@link #recordAccess}, for a sheet of an inquiry: recorded in the journal of the inquiry's case. */
    void recordInquiryAccess(Caller agency, UUID inquiry, String sha256);
}
