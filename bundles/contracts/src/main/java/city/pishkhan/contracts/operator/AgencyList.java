package city.pishkhan.contracts.operator;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * How agencies stand.
 *
 * @param items by name
 */
public record AgencyList(List<Agency> items) {

    /**
     * One agency. Breaker, consumers, latency and last error are those of the node that answers.
     *
     * @param agency       e.g. {@code fire}
     * @param titleEn      by the words of the rules in force, or its code
     * @param titleFa      for people
     * @param channel      {@code system}, {@code worklist}, or {@code none} if nothing leads to it
     * @param state        {@code running}, {@code paused}, {@code breaker-open}, {@code no-consumer}
     * @param waiting      inquiries that it does not have yet
     * @param oldest       when the oldest of these was asked; UTC, ISO 8601; absent if none waits
     * @param unanswered   inquiries that it has and has not answered
     * @param consumers    inquiries that are carried at a time; 0 if nothing carries them
     * @param perSecond    inquiries that are sent a second at most; 0 for no limit, or if nothing carries them
     * @param breaker      {@code closed}, {@code open}, {@code half-open}; absent if nothing carries its inquiries
     * @param breakerUntil when an open one lets an inquiry try; UTC, ISO 8601
     * @param latencyMs    median of the last calls that passed, in milliseconds; absent before the first
     * @param lastError    why an attempt failed last; absent if none did
     * @param pause        absent if it is not paused
     * @param limits       absent if consumers and perSecond are as its file or route says
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
