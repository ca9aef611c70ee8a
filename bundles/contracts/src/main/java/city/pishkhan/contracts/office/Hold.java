package city.pishkhan.contracts.office;

import java.time.Instant;

/**
 * That a case waits now: its office may not finish anything, or has nobody whom the step needs. Or that one inquiry of it waits: its agency is
 * paused.
 *
 * @param code     stable, e.g. {@code office.suspended}, {@code case.no-expert}, {@code agency.paused}
 * @param reason   why, in English
 * @param reasonFa why, in Persian
 * @param since    UTC, ISO 8601
 */
public record Hold(String code, String reason, String reasonFa, Instant since) {}
