package city.pishkhan.cases.internal.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** States of an inquiry and the permitted transitions. */
public enum InquiryState {
    /** created; waits in the outbox or in the agency's queue */
    QUEUED,
    /**
     * A dispatch was attempted. The column stays {@code QUEUED} and only the attempts are counted, which avoids updates of the indexes on
     * the state.
     */
    DISPATCHED,
    /** delivered to the agency; its deadline runs */
    DELIVERED,
    ANSWERED,
    /** replaced by another inquiry, because the facts changed */
    SUPERSEDED,
    /** the agency was silent and the stage's rule decided */
    EXPIRED,
    /** withdrawn by the hub, because no answer is needed any more */
    WITHDRAWN;

    private static final Set<InquiryState> LIVE = EnumSet.of(QUEUED, DISPATCHED, DELIVERED);

    /** Returns {@code true} if an answer is still awaited. */
    public boolean isLive() {
        return LIVE.contains(this);
    }

    /** The actual state for this stored state and the given number of attempts, see {@link #DISPATCHED}. */
    public InquiryState afterAttempts(int attempts) {
        return this == QUEUED && attempts > 0 ? DISPATCHED : this;
    }

    Set<InquiryState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(DISPATCHED, DELIVERED, ANSWERED, SUPERSEDED, WITHDRAWN);
            case DISPATCHED -> EnumSet.of(DISPATCHED, DELIVERED, ANSWERED, SUPERSEDED, WITHDRAWN);
            case DELIVERED -> EnumSet.of(ANSWERED, SUPERSEDED, EXPIRED, WITHDRAWN);
            // a late answer re-opens the stage unless the case is decided
            case EXPIRED -> EnumSet.of(ANSWERED, SUPERSEDED, WITHDRAWN);
            // a later inquiry with new facts may replace the answer
            case ANSWERED -> EnumSet.of(SUPERSEDED);
            case SUPERSEDED, WITHDRAWN -> EnumSet.noneOf(InquiryState.class);
        };
    }

    InquiryState requirePermitted(InquiryState target) {
        if (!next().contains(target)) {
            throw new IllegalStateException("An inquiry cannot change from " + this + " to " + target);
        }
        return target;
    }

    /** Name of the state in the API. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
