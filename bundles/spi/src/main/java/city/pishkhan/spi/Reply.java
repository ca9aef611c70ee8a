package city.pishkhan.spi;

import java.util.UUID;

/** What a connector brings back from a partner: the answer at once, or the word that it is accepted and will be answered later. */
public sealed interface Reply permits Answer, Reply.Accepted {

    UUID inquiry();

    /**
     * The partner has the inquiry and will answer through its door, or when asked again with the same id.
     *
     * @param inquiry   the inquiry's id
     * @param reference the partner's own reference, or {@code null}
     */
    record Accepted(UUID inquiry, String reference) implements Reply {}
}
