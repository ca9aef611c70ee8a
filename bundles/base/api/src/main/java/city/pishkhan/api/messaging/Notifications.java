package city.pishkhan.api.messaging;

import city.pishkhan.api.Page;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Text messages (SMS) that notify citizens of the stages of their cases. */
public interface Notifications {

    /**
     * A message as operators see it.
     *
     * @param event     journal event that it reports
     * @param state     {@code waiting}, {@code sent}, {@code refused} (by the provider, for good), {@code expired} or
     *     {@code unreachable} (the person no longer has a mobile)
     * @param mobile    masked mobile; {@code null} if the person has none
     * @param next      time of the next attempt; {@code null} unless waiting
     * @param lastError error of the last attempt, or {@code null}
     */
    record Row(
            UUID id,
            String caseNumber,
            String event,
            String state,
            int attempts,
            @Nullable String mobile,
            @Nullable Instant created,
            @Nullable Instant next,
            @Nullable Instant sent,
            String lastError) {}

    /**
     * Messages, newest first.
     *
     * @param state as in {@link Row}, or {@code null} for all
     * @param limit up to 200
     * @throws Refusal INVALID
     */
    Page<Row> list(String state, @Nullable String cursor, int limit);
}
