package city.pishkhan.api.messaging;

import city.pishkhan.api.Page;
import java.time.Instant;
import java.util.UUID;

/** Messages (SMS) by which citizens hear of the stages of their cases. */
public interface Notifications {

    /**
     * One message, for an operator.
     *
     * @param event    journal event that it tells of
     * @param state    {@code waiting}, {@code sent}, {@code refused} (by the provider, for good), {@code expired} or {@code unreachable}
     *                 (the person has no mobile any more)
     * @param mobile   masked; {@code null} if there is none
     * @param next     when it is tried again; {@code null} unless waiting
     * @param lastError of the last attempt, or {@code null}
     */
    record Row(
            UUID id,
            String caseNumber,
            String event,
            String state,
            int attempts,
            String mobile,
            Instant created,
            Instant next,
            Instant sent,
            String lastError) {}

    /** Newest first. @param state as in {@link Row}, or {@code null} for any @param limit at most 200 @throws Refusal INVALID */
    Page<Row> list(String state, String cursor, int limit);
}
