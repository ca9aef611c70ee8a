package city.pishkhan.contracts.operator;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A deployment and its outcome.
 *
 * @param at             time of the deployment; UTC, ISO 8601
 * @param by             login of the operator; {@code host} for a file put into {@code deploy/}
 * @param kind           {@code bundle}, {@code feature}, {@code routes} or {@code configuration}
 * @param name           symbolic name of the bundle, or name of the feature or file
 * @param file           name of the deployed file; absent for a rollback
 * @param sha256         SHA-256 of the deployed version, 64 hexadecimal digits; absent for a removal
 * @param before         SHA-256 of the previous version, 64 hexadecimal digits; absent if there was none
 * @param effect         {@code switched}: the new version runs; {@code went-back}: it failed and the previous version
 *                       runs again; {@code rolled-back}: by an operator; {@code refused}: not tried; {@code stuck}:
 *                       neither version runs; {@code interrupted}: the hub stopped during the switch, and the next
 *                       start restored the previous version
 * @param cause          reason why the new version does not run; absent if it runs
 * @param restarted      symbolic names of the bundles stopped during the switch
 * @param millis         duration of the switch in milliseconds; 0 if it was not tried
 * @param leftBehind     resources that stopped versions did not release, one line each
 * @param outageMillis   milliseconds from the stop of the previous version until a version ran, including a failed attempt and its
 *                       rollback; 0 if there was no previous version
 * @param rollbackMillis part of the outage that the rollback took, in milliseconds; 0 if there was none
 */
public record Deployment(
        Instant at,
        String by,
        @OneOf({"bundle", "feature", "routes", "configuration"}) String kind,
        String name,
        @Nullable String file,
        @Nullable String sha256,
        @Nullable String before,
        @OneOf({"switched", "went-back", "rolled-back", "refused", "stuck", "interrupted"}) String effect,
        @Nullable String cause,
        List<String> restarted,
        long millis,
        List<String> leftBehind,
        long outageMillis,
        long rollbackMillis) {}
