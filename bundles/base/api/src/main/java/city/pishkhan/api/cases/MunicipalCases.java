package city.pishkhan.api.cases;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cases whose customer is the municipality, such as a violation report (گزارش تخلف ساختمانی). The hub opens them and assigns the
 * office by rotation: of the offices that may handle the service, the one whose last assignment is oldest. Offices that have or
 * had a case of the same property are excluded.
 */
public interface MunicipalCases {

    /**
     * An order of the municipality for an inspection.
     *
     * @param service e.g. {@code violation-report}; its procedure must have the municipality as customer
     * @param subject renovation code of the property
     * @param facts   facts by their names in the vocabulary, in addition to those that the hub determines itself; not personal
     * @param words   additional text for the office's expert, up to 2,000 characters, or {@code null}; sealed with the case
     */
    record Order(String service, @Nullable String subject, Map<String, Object> facts, @Nullable String words) {
        public Order {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * State of a case.
     *
     * @param office  code of the assigned office
     * @param titleEn title of the stage, for people
     */
    record MunicipalCaseStatus(
            UUID id,
            String number,
            String office,
            @Nullable String expert,
            Cases.State state,
            String titleEn,
            String titleFa) {}

    /**
     * Opens a case, in the caller's transaction if there is one.
     *
     * @return empty if no office can be assigned now; nothing is changed then
     * @throws Refusal INVALID with the invalid field; CONFLICT {@code case.already-open} if the property has an open case of the
     *     service
     */
    Optional<MunicipalCaseStatus> open(Caller hub, Order order);

    /**
     * Appends another reporter's text to the text for the expert, in the caller's transaction if there is one. Has no effect
     * after the expert's report, or if the text would become too long.
     *
     * @param words as in {@link Order}
     */
    void appendText(UUID id, String words);

    /**
     * Adds photos of a reporter to the papers of a case, in the caller's transaction if there is one. Has no effect on
     * an ended case.
     *
     * @param photos sheets that the archive has registered; a case accepts up to 60; further photos are ignored
     */
    void attach(UUID id, List<Papers.Sheet> photos);

    /** The open case of a service for a property. */
    Optional<MunicipalCaseStatus> findOpen(String service, @Nullable String subject);

    /** The case with this id. */
    Optional<MunicipalCaseStatus> find(UUID id);
}
