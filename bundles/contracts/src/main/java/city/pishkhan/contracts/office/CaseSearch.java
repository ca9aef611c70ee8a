package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * What cases are searched by; one of the two, or both. {@code toString} shows nobody.
 *
 * @param nationalId of one of those who apply, or a legal-person ID
 * @param subject    renovation code, or plate
 * @param cursor     of the page, as {@code next} named it
 */
public record CaseSearch(@Nullable String nationalId, @Nullable String subject, @Nullable String cursor) {
    @Override
    public String toString() {
        return "CaseSearch[" + subject + "]";
    }
}
