package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * Which past cases a rule set is tried on.
 *
 * @param from     first day of opening, Gregorian, in Tehran
 * @param until    last day of opening, today at the latest and at most a year after {@code from}
 * @param service  absent for all
 * @param district 1 to 22; absent for all
 */
public record NewDryRun(LocalDate from, LocalDate until, @Nullable String service, @Nullable Integer district) {}
