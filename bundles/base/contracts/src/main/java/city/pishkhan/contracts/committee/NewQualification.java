package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * Qualification of an office for a service through an expert. The expert must work there, be licensed on the first day, and have a
 * discipline that the service requires. The newest entry of an office, service and expert counts.
 *
 * @param service    e.g. {@code building-permit}
 * @param expert     login of the expert in the register
 * @param expertName ignored: the register contains the expert's name
 * @param from       first day in Tehran, ISO 8601
 * @param until      last day, ISO 8601
 */
public record NewQualification(
        String service, String expert, @Nullable String expertName, LocalDate from, LocalDate until) {}
