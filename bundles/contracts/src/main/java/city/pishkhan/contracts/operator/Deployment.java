package city.pishkhan.contracts.operator;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * One deployment and what became of it.
 *
 * @param at         UTC, ISO 8601
 * @param by         who did it; {@code host} for who put a file into {@code deploy/}
 * @param kind       {@code bundle}, {@code feature}, {@code routes} or {@code configuration}
 * @param name       symbolic name of the bundle, name of the feature or of the file
 * @param file       name of the file that it came from; absent for a step back
 * @param sha256     of what was to run, 64 hexadecimal digits; absent if it was to go
 * @param before     of what ran before, 64 hexadecimal digits; absent if nothing did
 * @param effect     {@code switched}, {@code went-back}, {@code rolled-back}, {@code refused}, {@code stuck} or
 *                   {@code interrupted} by the end of the hub, and undone at its next start
 * @param cause      why it is not switched; absent if it is
 * @param restarted  symbolic names of the bundles that were stopped meanwhile
 * @param millis     that the switch took; 0 if it was not tried
 * @param leftBehind what versions that were stopped for it did not end or let go, a line each
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
