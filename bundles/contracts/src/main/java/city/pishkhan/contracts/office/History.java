package city.pishkhan.contracts.office;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Every stage and event of a case, oldest first. */
public record History(List<Event> items) {

    /**
     * @param sequence the journal's number without gaps; absent if not given yet
     * @param position 1 for the first entry of the case
     * @param event    e.g. {@code inquiry.answered}
     * @param actor    who did it
     * @param details  a JSON object, as it was hashed
     * @param previous hash of the entry before
     * @param hash     SHA-256 over the entry, hex
     */
    public record Event(
            Long sequence,
            UUID id,
            long position,
            Instant at,
            String event,
            String actor,
            @JsonRawValue @Schema(type = "object") String details,
            String previous,
            String hash) {}
}
