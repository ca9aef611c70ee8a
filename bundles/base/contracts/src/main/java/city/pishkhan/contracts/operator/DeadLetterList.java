package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Messages that the broker moved to the dead-letter queue.
 *
 * @param items up to 1,000 messages, oldest first
 */
public record DeadLetterList(List<DeadLetter> items) {

    /**
     * A dead letter.
     *
     * @param id    id assigned by the broker
     * @param queue original queue; empty if the broker does not report it
     * @param ref   id of the inquiry or other record that the message is about; absent for a message from elsewhere
     * @param sent  time of sending; UTC, ISO 8601
     * @param cause reason of the failure, as far as the hub knows it
     */
    public record DeadLetter(String id, String queue, @Nullable UUID ref, Instant sent, String cause) {}
}
