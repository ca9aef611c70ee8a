package city.pishkhan.api.cases;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The office, district and expert that handle a case, for other bundles of the hub. These bundles may tell their users
 * that a handler exists, but not which one.
 */
public interface CaseHandlers {

    /**
     * The handlers of a case.
     *
     * @param office   code of the case's office
     * @param district number of the district
     * @param expert   login of the expert to whom the inspection was assigned. For a case of citizens, the only expert
     *     of the office to whom cases of the service may be assigned today. {@code null} if the office has none or
     *     several
     */
    record Handlers(String office, int district, @Nullable String expert) {}

    /**
     * Finds the handlers of a case.
     *
     * @param number case number in canonical form
     * @return empty if there is no such case
     */
    Optional<Handlers> find(String number);
}
