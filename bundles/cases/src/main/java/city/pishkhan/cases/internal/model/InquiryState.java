package city.pishkhan.cases.internal.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where an inquiry stands, and where it may go from there. */
public enum InquiryState {
    /** asked, waits in the outbox or in the agency's queue */
    QUEUED,
    /** A connector is carrying it, or tried. In its row it is still queued, and was attempted: its column is one of indexes, which so are not written. */
    DISPATCHED,
    /** the agency has it; its clock runs */
    DELIVERED,
    ANSWERED,
    /** the facts changed; another inquiry took its place */
    SUPERSEDED,
    /** the agency kept silent and the stage's rule decided */
    EXPIRED,
    /** nobody waits for it any more */
    WITHDRAWN;

    private static final Set<InquiryState> LIVE = EnumSet.of(QUEUED, DISPATCHED, DELIVERED);

    /** Whether an answer is still awaited. */
    public boolean live() {
        return LIVE.contains(this);
    }

    /** What a row's state means whose inquiry was attempted so often. */
    public InquiryState tried(int attempts) {
        return this == QUEUED && attempts > 0 ? DISPATCHED : this;
    }

    Set<InquiryState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(DISPATCHED, DELIVERED, ANSWERED, SUPERSEDED, WITHDRAWN);
            case DISPATCHED -> EnumSet.of(DISPATCHED, DELIVERED, ANSWERED, SUPERSEDED, WITHDRAWN);
            case DELIVERED -> EnumSet.of(ANSWERED, SUPERSEDED, EXPIRED, WITHDRAWN);
            // a late answer reopens the join as long as the case is not decided
            case EXPIRED -> EnumSet.of(ANSWERED, SUPERSEDED, WITHDRAWN);
            // an answer to old facts does not count any more
            case ANSWERED -> EnumSet.of(SUPERSEDED);
            case SUPERSEDED, WITHDRAWN -> EnumSet.noneOf(InquiryState.class);
        };
    }

    InquiryState to(InquiryState target) {
        if (!next().contains(target)) {
            throw new IllegalStateException("An inquiry does not go from " + this + " to " + target);
        }
        return target;
    }

    /** As callers see it. */
    public String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
