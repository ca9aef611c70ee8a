package city.pishkhan.spi;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A partner's reply to an inquiry: the answer itself, or the confirmation that the partner accepted the inquiry and answers later. */
public sealed interface Reply permits Answer, Reply.Accepted {

    /** Id of the inquiry. */
    UUID inquiry();

    /**
     * The partner accepted the inquiry. It answers later through its door in the hub, or when the inquiry is sent again with the
     * same id.
     *
     * @param inquiry   the inquiry's id
     * @param reference the partner's own reference, or {@code null}
     */
    record Accepted(UUID inquiry, @Nullable String reference) implements Reply {}
}
