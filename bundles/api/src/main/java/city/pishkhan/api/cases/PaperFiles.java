package city.pishkhan.api.cases;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.LocalDate;
import java.util.UUID;

/** Files of cases that began on paper, before the hub: what lay in one joins its case, at whatever stage that is. */
public interface PaperFiles {

    /**
     * What the district says of a file.
     *
     * @param number by which its papers were taken over
     * @param begun  day on which it was begun
     * @param stage  of the hub's procedure to which it had come on paper, or {@code null}; recorded, no stage is left out for it
     */
    record PaperFile(String number, LocalDate begun, String stage) {}

    /**
     * Makes all sheets of the file that are of the case's property or people papers of the case, those that it has already left out. May be done again, when
     * more of the file was taken over. Of its district.
     *
     * @throws Refusal NOT_FOUND {@code paper-file.unknown} if the archive has nothing of it; CONFLICT for a case that has ended, or has its certificate;
     *     INVALID naming {@code begun} or {@code stage}
     */
    CaseView join(Caller district, UUID caseId, long version, PaperFile file);
}
