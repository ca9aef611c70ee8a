package city.pishkhan.identifiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Ids of everything that is stored: UUID version 7 (RFC 9562), so that indexes grow at one end. */
public final class Ids {
    private Ids() {}

    /** A new id, greater than every earlier one of this process; safe from any thread. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
