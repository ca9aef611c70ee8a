package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.Inquiries.WaitReason;
import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.api.agencies.InquiryDispatchers.DispatchState;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Explains in one sentence why an inquiry waits. If several reasons apply, the one with the latest end is given. */
final class WaitReasons {
    private static final Messages MESSAGES = Messages.of(WaitReasons.class);

    private final Map<String, Pause> paused;
    private final Function<String, Optional<DispatchState>> dispatches;
    private final Supplier<Map<String, Long>> depths;
    private @Nullable Map<String, Long> counted;

    /**
     * @param paused   pauses by agency
     * @param dispatches state of this node's dispatch to an agency
     * @param depths   number of undelivered inquiries per agency; evaluated once and only if needed
     */
    WaitReasons(
            Map<String, Pause> paused,
            Function<String, Optional<DispatchState>> dispatches,
            Supplier<Map<String, Long>> depths) {
        this.paused = paused;
        this.dispatches = dispatches;
        this.depths = depths;
    }

    /**
     * State of an inquiry's dispatch.
     *
     * @param live      {@code true} if the inquiry is open
     * @param delivered {@code true} if the agency has received it
     * @param reached   {@code true} if the last attempt succeeded or there was none yet
     * @param held      {@code true} if a pause holds it back
     * @param next      time of the next attempt, or {@code null}
     * @param due       deadline, or {@code null}
     * @param lastError last error, or {@code null}
     */
    record InquiryDispatchState(
            String agency,
            boolean live,
            boolean delivered,
            boolean reached,
            boolean held,
            Instant next,
            Instant due,
            String lastError) {}

    /** The reason, or {@code null} if the inquiry does not wait. */
    @Nullable
    WaitReason explain(InquiryDispatchState dispatchState) {
        if (!dispatchState.live()) {
            return null;
        }
        Pause pause = paused.get(dispatchState.agency());
        if (pause != null && (!dispatchState.delivered() || dispatchState.held())) {
            return reason("paused", pause.by(), pause.since(), pause.reason());
        }
        if (dispatchState.delivered() && dispatchState.reached()) {
            return dispatchState.due() == null
                    ? reasonWithKey("answer", "answer/undated", dispatchState.agency())
                    : reason("answer", dispatchState.agency(), dispatchState.due());
        }
        DispatchState dispatch = dispatches.apply(dispatchState.agency()).orElse(null);
        if (dispatch == null) {
            return reason("no-consumer", dispatchState.agency());
        }
        return dispatch.breaker() != Breaker.CLOSED && !isWaitingLonger(dispatchState.next(), dispatch.until())
                ? breaker(dispatchState, dispatch)
                : turn(dispatchState);
    }

    private static boolean isWaitingLonger(Instant next, @Nullable Instant until) {
        return next != null && until != null && next.isAfter(until);
    }

    private WaitReason breaker(InquiryDispatchState dispatchState, DispatchState dispatch) {
        Instant until = dispatch.until() == null ? Instant.now() : dispatch.until();
        String error = dispatch.lastError() == null ? text(dispatchState.lastError()) : dispatch.lastError();
        return reason("breaker", until, depth(dispatchState.agency()), error);
    }

    private WaitReason turn(InquiryDispatchState dispatchState) {
        if (dispatchState.next() != null) {
            return reason("next-attempt", dispatchState.next(), text(dispatchState.lastError()));
        }
        return reason("turn", dispatchState.agency(), depth(dispatchState.agency()));
    }

    private long depth(String agency) {
        if (counted == null) {
            counted = depths.get();
        }
        return counted.getOrDefault(agency, 0L);
    }

    private static String text(String error) {
        return error == null ? "" : error;
    }

    private static WaitReason reason(String code, Object... arguments) {
        return reasonWithKey(code, code, arguments);
    }

    private static WaitReason reasonWithKey(String code, String key, Object... arguments) {
        Text text = RefusalText.of(MESSAGES, "waits." + key, arguments);
        return new WaitReason(code, text.english(), text.persian());
    }
}
