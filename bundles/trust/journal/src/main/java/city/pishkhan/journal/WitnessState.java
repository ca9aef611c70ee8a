package city.pishkhan.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Progress of an external witness.
 *
 * @param name name in its configuration file
 * @param seal last seal with a receipt, 0 for none
 * @param behind number of seals not delivered yet
 * @param lastDelivery time of the last delivery, or {@code null}
 * @param attempts failed attempts since the last delivery
 * @param error cause of the last failure, or {@code null}
 * @param alarm difference between the witness's seals and the journal, or {@code null}
 */
public record WitnessState(
        String name,
        long seal,
        long behind,
        @Nullable Instant lastDelivery,
        int attempts,
        String error,
        String alarm) {}
