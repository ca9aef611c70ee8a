package city.pishkhan.journal;

import java.time.Instant;

/**
 * How far an outside witness has taken the seals.
 *
 * @param name     as its configuration file says
 * @param seal     the last seal for which it gave a receipt, 0 for none
 * @param behind   how many seals it has not taken yet
 * @param told     when it last took one, or {@code null}
 * @param attempts failed ones since then
 * @param error    why the last attempt failed, or {@code null}
 * @param alarm    what it has that the journal has otherwise, or {@code null}
 */
public record WitnessState(
        String name, long seal, long behind, Instant told, int attempts, String error, String alarm) {}
