package city.pishkhan.contracts.committee;

import java.time.LocalDate;

/**
 * That an office has the expert whom a service demands. The newest of an office, service and expert counts.
 *
 * @param service    e.g. {@code building-permit}
 * @param expert     login of the expert
 * @param expertName the expert's name, 1 to 200 characters
 * @param from       first day in Tehran, ISO 8601
 * @param until      last day, ISO 8601
 */
public record NewQualification(String service, String expert, String expertName, LocalDate from, LocalDate until) {}
