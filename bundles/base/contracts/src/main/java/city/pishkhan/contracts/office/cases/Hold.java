package city.pishkhan.contracts.office.cases;

import java.time.Instant;

/**
 * Reason why a case or inquiry waits: the office may not complete the case, the office lacks a required person, or the inquiry's agency is
 * paused.
 *
 * @param code     stable code, e.g. {@code office.suspended}, {@code case.no-expert}, {@code agency.paused}
 * @param reason   reason in English
 * @param reasonFa reason in Persian
 * @param since    start of the hold; UTC, ISO 8601
 */
public record Hold(String code, String reason, String reasonFa, Instant since) {}
