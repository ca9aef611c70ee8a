package city.pishkhan.contracts.office.persons;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A death recorded by a district. {@code toString} shows nothing of the person.
 *
 * @param id          id, used in paths
 * @param nationalId  national ID of the dead person
 * @param certificate number of the death certificate
 * @param died        day of death, e.g. {@code 2026-11-20}
 * @param district    recording district, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param recorded    time of the record; UTC, ISO 8601
 * @param annulled    time of the reversal; UTC, ISO 8601; absent if the record is valid
 * @param reason      reason of the reversal
 */
public record Death(
        UUID id,
        String nationalId,
        String certificate,
        LocalDate died,
        int district,
        Instant recorded,
        @Nullable Instant annulled,
        @Nullable String reason) {
    @Override
    public String toString() {
        return "Death[id=" + id + "]";
    }
}
