package city.pishkhan.identifiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Generates the ids of stored objects: UUID version 7 (RFC 9562), so that index entries are appended at the end. */
public final class Ids {
    private Ids() {}

    /** Returns a new id, greater than all earlier ids of this process; thread-safe. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
