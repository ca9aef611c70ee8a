package city.pishkhan.spi;

import java.util.Objects;
import java.util.UUID;

/**
 * A short text to one mobile (SMS).
 *
 * @param id     the same in every attempt: the provider's idempotency key
 * @param mobile eleven ASCII digits, {@code 09…}
 * @param text   what is read there; its characters count, so it is short
 */
public record TextMessage(UUID id, String mobile, String text) {
    public TextMessage {
        Objects.requireNonNull(id);
        Objects.requireNonNull(mobile);
        Objects.requireNonNull(text);
    }

    /** Neither to whom nor what: a text may hold a one-time code. */
    @Override
    public String toString() {
        return "TextMessage[" + id + "]";
    }
}
