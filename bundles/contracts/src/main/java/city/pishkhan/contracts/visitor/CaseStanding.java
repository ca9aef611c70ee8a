package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;

/**
 * What a tracking code says of its case: nothing personal.
 *
 * @param service   e.g. {@code building-permit}
 * @param serviceEn its title
 * @param serviceFa its title
 * @param state     {@code open} (the office has to act), {@code waiting}, {@code approved}, {@code refused}, {@code withdrawn}
 * @param stage     id of the stage in which the case is, or ended
 * @param stageEn   its title
 * @param stageFa   its title
 * @param since     when it came into that stage, or ended
 * @param opened    when the case was opened
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
