package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;

/**
 * Public state of a case, by tracking code; without personal data.
 *
 * @param service   e.g. {@code building-permit}
 * @param serviceEn title of the service in English
 * @param serviceFa title of the service in Persian
 * @param state     {@code open} (the office has to act), {@code waiting}, {@code approved}, {@code refused}, {@code withdrawn}
 * @param stage     id of the current or last stage
 * @param stageEn   title of the stage in English
 * @param stageFa   title of the stage in Persian
 * @param since     time at which the case entered the stage, or ended; UTC, ISO 8601
 * @param opened    time of opening; UTC, ISO 8601
 */
public record CaseStanding(
        String service,
        String serviceEn,
        String serviceFa,
        @OneOf({"open", "waiting", "approved", "refused", "withdrawn"}) String state,
        String stage,
        String stageEn,
        String stageFa,
        Instant since,
        Instant opened) {}
