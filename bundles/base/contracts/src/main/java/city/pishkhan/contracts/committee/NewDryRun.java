package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * Selection of past cases for the test of a rule set.
 *
 * @param from     first day of opening, Gregorian, in Tehran
 * @param until    last day of opening: today or earlier, up to one year after {@code from}
 * @param service  service; absent for all
 * @param district district, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}; absent for all
 */
public record NewDryRun(LocalDate from, LocalDate until, @Nullable String service, @Nullable Integer district) {}
