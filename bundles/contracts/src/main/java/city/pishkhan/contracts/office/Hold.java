package city.pishkhan.contracts.office;

import java.time.Instant;

/**
 * That a case may not come to its end now: its office may not finish anything.
 *
 * @param code     stable, e.g. {@code office.suspended}
 * @param reason   why, in English
 * @param reasonFa why, in Persian
 * @param since    UTC, ISO 8601
 */
public record Hold(String code, String reason, String reasonFa, Instant since) {}
