package city.pishkhan.api.cases;

import java.util.Optional;

/**
 * The office, district and expert that handle a case, for other bundles of the hub. They must not disclose these to their users
 * beyond the fact that a handler exists.
 */
public interface CaseHandlers {

    /**
     * The handlers of a case.
     *
     * @param office   code of the case's office
     * @param district number of the district
     * @param expert   login of the expert to whom the inspection was assigned. For a case of citizens, the only expert by whom
     *                 its office may handle the service today. {@code null} if there is none or more than one
     */
    record Handlers(String office, int district, String expert) {}

    /**
     * Finds the handlers of a case.
     *
     * @param number case number in canonical form
     * @return empty if there is no such case
     */
    Optional<Handlers> find(String number);
}
