package city.pishkhan.spi;

import java.util.Objects;
import java.util.UUID;

/**
 * A short text message (SMS) to one mobile.
 *
 * @param id     the same in every attempt: the provider's idempotency key
 * @param mobile eleven ASCII digits, {@code 09…}
 * @param text   text of the message; keep it short, because its length in characters is limited
 */
public record TextMessage(UUID id, String mobile, String text) {
    public TextMessage {
        Objects.requireNonNull(id);
        Objects.requireNonNull(mobile);
        Objects.requireNonNull(text);
    }

    /** Omits the mobile and the text, because the text may contain a one-time code. */
    @Override
    public String toString() {
        return "TextMessage[" + id + "]";
    }
}
