package city.pishkhan.contracts.office.forms;

import jakarta.annotation.Nullable;

/**
 * Search for cases by person, by property or vehicle, or by both. {@code toString} shows nothing.
 *
 * @param nationalId national ID or legal-person ID of an applicant
 * @param subject    renovation code, or plate
 * @param cursor     cursor of the page, from {@code next}
 */
public record CaseSearch(@Nullable String nationalId, @Nullable String subject, @Nullable String cursor) {
    @Override
    public String toString() {
        return "CaseSearch[" + subject + "]";
    }
}
