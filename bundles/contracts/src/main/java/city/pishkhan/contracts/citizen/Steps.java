package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What happened to a case.
 *
 * @param items oldest first
 */
public record Steps(List<Step> items) {

    /**
     * One event.
     *
     * @param at    UTC, ISO 8601
     * @param event e.g. {@code stage.entered}, {@code inquiry.answered}, {@code case.sent-back}
     * @param stage id of the stage that it is about, where it is about one
     * @param agency the agency that it is about, where it is about one
     */
    public record Step(Instant at, String event, @Nullable String stage, @Nullable String agency) {}
}
