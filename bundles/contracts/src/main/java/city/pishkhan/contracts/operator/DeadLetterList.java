package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Messages that the broker gave up.
 *
 * @param items oldest first, a thousand at most
 */
public record DeadLetterList(List<DeadLetter> items) {

    /**
     * One of them.
     *
     * @param id    as the broker names it
     * @param queue where it was given up; empty if the broker does not say
     * @param ref   what it stands for, e.g. an inquiry's id; absent if it is none of the hub's
     * @param sent  UTC, ISO 8601
     * @param cause why it could not be handled, as far as the hub knows
     */
    public record DeadLetter(String id, String queue, @Nullable UUID ref, Instant sent, String cause) {}
}
