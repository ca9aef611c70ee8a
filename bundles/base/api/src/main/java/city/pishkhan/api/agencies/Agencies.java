package city.pishkhan.api.agencies;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets operators see the state of each agency, pause and resume dispatch to it, retry it and limit its rate. */
public interface Agencies {

    /** All agencies, by name: those that the rules use, that have open inquiries, that this node dispatches to, or that are paused. */
    List<Status> list();

    /**
     * Pauses an agency on every node: no further inquiries are sent, and new ones wait in the database. Dispatches in progress
     * complete, and answers are accepted as usual.
     *
     * @param reason reason for offices, shown with each waiting case; 1 to 500 characters
     * @throws Refusal NOT_FOUND for an unknown agency; CONFLICT {@code agency.paused} if it is already paused
     */
    Pause pause(Caller operator, String agency, String reason);

    /**
     * Resumes a paused agency; each waiting inquiry is sent once.
     *
     * @return number of inquiries that waited
     * @throws Refusal CONFLICT {@code agency.not-paused}
     */
    int resume(Caller operator, String agency);

    /**
     * Retries now, on every node: inquiries that wait for their next attempt become due, and an open circuit breaker lets one
     * inquiry through.
     *
     * @return number of inquiries that are due
     * @throws Refusal NOT_FOUND for an unknown agency; CONFLICT {@code agency.paused} while it is paused
     */
    int retry(Caller operator, String agency);

    /**
     * Overrides the number of consumers and the rate limit that the agency's file or route sets. Applies on every node,
     * also after a restart. A {@code null} value means no override; if both are {@code null}, all overrides end.
     *
     * @param consumers 1 to {@link InquiryDispatchers#MAX_CONSUMERS} on each node, or {@code null}
     * @param perSecond 1 to {@link InquiryDispatchers#MAX_PER_SECOND} on each node, 0 for no limit, or {@code null}
     * @param reason    reason for operators; 1 to 500 characters
     * @throws Refusal NOT_FOUND for an unknown agency; INVALID {@code agency.consumers}, {@code agency.per-second} or
     *     {@code agency.limit-reason}; CONFLICT {@code agency.not-limited} if both values are {@code null} and there is
     *     no override
     */
    Limits limit(
            Caller operator, String agency, @Nullable Integer consumers, @Nullable Integer perSecond, String reason);

    /** Paused agencies by name, from a copy on this node that is up to one second old; does not query the database. */
    Map<String, Pause> paused();

    /**
     * A pause of an agency.
     *
     * @param by     operator who paused it, as the journal names operators
     * @param reason the operator's reason
     */
    record Pause(String agency, Instant since, String by, String reason) {}

    /**
     * An operator's override of an agency's limits; {@code null} means the value of the agency's file or route.
     *
     * @param by     operator who set it, as the journal names operators
     * @param reason the operator's reason
     */
    record Limits(
            String agency,
            @Nullable Integer consumers,
            @Nullable Integer perSecond,
            Instant since,
            String by,
            String reason) {}

    /**
     * State of an agency. Circuit breaker, consumers, latency and last error are those of the node that answers.
     *
     * @param channel    {@code system}, {@code worklist}, or {@code none} if this node has no channel to it
     * @param state      {@code running}, {@code paused}, {@code breaker-open} or {@code no-consumer}
     * @param waiting    number of inquiries that were not delivered yet
     * @param oldest     creation time of the oldest of these, or {@code null}
     * @param unanswered number of delivered inquiries without an answer
     * @param dispatch   dispatch state on this node, or {@code null} if this node dispatches nothing to the agency
     * @param lastError  reason of the last failed attempt, or {@code null}
     * @param pause      the pause, or {@code null}
     * @param limits     the override, or {@code null} if the agency's file or route applies
     */
    record Status(
            String agency,
            String channel,
            String state,
            long waiting,
            @Nullable Instant oldest,
            long unanswered,
            @Nullable DispatchState dispatch,
            @Nullable String lastError,
            @Nullable Pause pause,
            @Nullable Limits limits) {}
}
