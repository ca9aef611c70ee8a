package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * History of a case.
 *
 * @param items events, oldest first
 */
public record Steps(List<Step> items) {

    /**
     * One event.
     *
     * @param at     time of the event; UTC, ISO 8601
     * @param event  e.g. {@code stage.entered}, {@code inquiry.answered}, {@code case.sent-back}
     * @param stage  id of the stage concerned; absent if the event concerns none
     * @param agency the agency concerned; absent if the event concerns none
     */
    public record Step(Instant at, String event, @Nullable String stage, @Nullable String agency) {}
}
