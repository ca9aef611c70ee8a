package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * That an office has the expert whom a service demands: one of the register, who works there, is licensed on the first day, and has a
 * discipline that the service needs. The newest of an office, service and expert counts.
 *
 * @param service    e.g. {@code building-permit}
 * @param expert     login of the expert, as the register has it
 * @param expertName not read any more: the register knows the expert's name
 * @param from       first day in Tehran, ISO 8601
 * @param until      last day, ISO 8601
 */
public record NewQualification(
        String service, String expert, @Nullable String expertName, LocalDate from, LocalDate until) {}
