package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Attestations.Use;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which cases have a sheet among their papers, for who authorised its caller; each change holds the locks of its cases. */
public interface PaperUses {

    /** Cases about a property. @param subject renovation code @return by id */
    List<Use> ofProperty(String kind, String sha256, String subject);

    /** Cases that were opened for a person. @param person opaque id @return by id */
    List<Use> ofPerson(String kind, String sha256, UUID person);

    /** Those of these sheets that are papers of a case which has not ended. */
    Set<String> inOpenCases(Collection<String> sha256s);

    /** A sheet was a wrong one: it stays where it was used, and counts as no paper there. */
    void recalled(List<UUID> cases, String kind, String sha256);
}
