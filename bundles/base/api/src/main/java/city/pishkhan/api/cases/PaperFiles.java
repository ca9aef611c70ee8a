package city.pishkhan.api.cases;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Paper files of cases that began before the hub. Their sheets are added to the hub's case, in any stage. */
public interface PaperFiles {

    /**
     * A district's statement about a paper file.
     *
     * @param number number under which its papers were imported
     * @param begun  day on which the file was begun
     * @param stage  stage of the hub's procedure that the case had reached on paper, or {@code null}; recorded only, no stage is
     *               skipped
     */
    record PaperFile(String number, LocalDate begun, @Nullable String stage) {}

    /**
     * Adds all sheets of the file that belong to the case's property or persons to its papers, unless they were added before. May
     * be repeated after more of the file is imported. Only for the district of the case.
     *
     * @throws Refusal NOT_FOUND {@code paper-file.unknown} if the archive has nothing of the file; CONFLICT for a case that has
     *     ended or has its certificate; INVALID {@code paper-file.begun} for a file begun after the hub's case, or {@code paper-file.stage} for
     *     a stage that the procedure does not have
     */
    CaseView attachFile(Caller district, UUID caseId, long version, PaperFile file);
}
