package city.pishkhan.contracts.committee;

import java.time.LocalDate;

/**
 * The institute's contract with an office. The newest contract counts.
 *
 * @param number number of the contract, 1 to 60 characters
 * @param from   first day (Tehran), ISO 8601
 * @param until  last day, ISO 8601
 */
public record Contract(String number, LocalDate from, LocalDate until) {}
