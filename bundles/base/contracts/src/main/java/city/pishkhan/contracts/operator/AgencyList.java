package city.pishkhan.contracts.operator;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Agencies with the state of their channels.
 *
 * @param items agencies, sorted by name
 */
public record AgencyList(List<Agency> items) {

    /**
     * An agency. Breaker, consumers, latency and last error are those of the answering node.
     *
     * @param agency       e.g. {@code fire}
     * @param titleEn      title in English by the rules in force, otherwise the code
     * @param titleFa      title in Persian
     * @param channel      {@code system}, {@code worklist}, or {@code none} if no channel is configured
     * @param state        {@code running}, {@code paused}, {@code breaker-open}, {@code no-consumer}
     * @param waiting      number of inquiries that the agency has not received yet
     * @param oldest       time of the oldest of these inquiries; UTC, ISO 8601; absent if none waits
     * @param unanswered   number of inquiries that the agency received and has not answered
     * @param consumers    concurrent dispatches; 0 if no route dispatches
     * @param perSecond    maximum dispatches per second; 0 for no limit, or if no route dispatches
     * @param breaker      {@code closed}, {@code open}, {@code half-open}; absent if no route dispatches
     * @param breakerUntil time at which an open breaker admits a trial dispatch; UTC, ISO 8601
     * @param latencyMs    median of the last successful calls, in milliseconds; absent before the first
     * @param lastError    error of the last failed attempt; absent if none failed
     * @param pause        pause set by an operator; absent if the agency is not paused
     * @param limits       limits set by an operator; absent if the configured ones apply
     */
    public record Agency(
            String agency,
            String titleEn,
            String titleFa,
            @OneOf({"system", "worklist", "none"}) String channel,
            @OneOf({"running", "paused", "breaker-open", "no-consumer"}) String state,
            long waiting,
            @Nullable Instant oldest,
            long unanswered,
            int consumers,
            int perSecond,
            @Nullable @OneOf({"closed", "open", "half-open"}) String breaker,
            @Nullable Instant breakerUntil,
            @Nullable Long latencyMs,
            @Nullable String lastError,
            @Nullable AgencyPause pause,
            @Nullable AgencyLimits limits) {}
}
