package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Attestations.Use;
import java.util.List;
import java.util.UUID;

/** Which cases have a sheet among their papers. For the archive, which authorises its caller. */
public interface PaperUses {

    /** Cases about a property. @param subject renovation code @return by id */
    List<Use> ofProperty(String kind, String sha256, String subject);

    /** Cases that were opened for a person. @param person opaque id @return by id */
    List<Use> ofPerson(String kind, String sha256, UUID person);
}
