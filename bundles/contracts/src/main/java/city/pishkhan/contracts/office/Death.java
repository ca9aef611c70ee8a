package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A death that a district recorded. {@code toString} shows nothing of the person.
 *
 * @param id          for paths
 * @param nationalId  whose
 * @param certificate number of the death certificate
 * @param died        the day, e.g. {@code 2026-11-20}
 * @param district    1 to 22, that recorded it
 * @param recorded    UTC, ISO 8601
 * @param undone      when it was taken back; UTC, ISO 8601; absent if it holds
 * @param reason      why it was taken back
 */
public record Death(
        UUID id,
        String nationalId,
        String certificate,
        LocalDate died,
        int district,
        Instant recorded,
        @Nullable Instant undone,
        @Nullable String reason) {
    @Override
    public String toString() {
        return "Death[id=" + id + "]";
    }
}
