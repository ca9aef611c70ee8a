package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Attestations.Use;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Cases that have a sheet among their papers, for bundles that have authorised their users. Methods that change cases
 * lock them until the transaction ends.
 */
public interface PaperUses {

    /**
     * Cases about a property that have the sheet among their papers.
     *
     * @param subject renovation code
     * @return in the order of the cases' ids
     */
    List<Use> findByProperty(String kind, String sha256, String subject);

    /**
     * Cases that were opened for a person and have the sheet among their papers.
     *
     * @param person opaque id
     * @return in the order of the cases' ids
     */
    List<Use> findByPerson(String kind, String sha256, UUID person);

    /** Returns which of the sheets are papers of an open case. */
    Set<String> findUsedInOpenCases(Collection<String> sha256s);

    /**
     * Records that a sheet was recalled. The sheet remains in the cases that used it, but the rules ignore it from then
     * on.
     */
    void recordRecall(List<UUID> cases, String kind, String sha256);
}
