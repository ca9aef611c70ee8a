package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A report for whoever made it. Absent members are not known (yet).
 *
 * @param number   by which people call it, e.g. {@code 7K3M-9PQ2-WX4A-0TB1}
 * @param property renovation code; absent until the district has found the property
 * @param kind     e.g. {@code extra-floor}
 * @param kindEn   its title
 * @param kindFa   its title
 * @param text     what was written; only where one report is read
 * @param state    {@code received} (no office could take it yet), {@code case}, {@code ended}
 * @param stageEn  title of the stage in which its case is
 * @param stageFa  title of the stage in which its case is
 * @param received when it came in; UTC, ISO 8601
 * @param taken    when it came into a case; UTC, ISO 8601
 * @param ended    when its case was seen to have ended; UTC, ISO 8601
 * @param photos   how many photos it has
 */
public record OwnReport(
        String number,
        @Nullable String property,
        String kind,
        String kindEn,
        String kindFa,
        @Nullable String text,
        @OneOf({"received", "case", "ended"}) String state,
        @Nullable String stageEn,
        @Nullable String stageFa,
        Instant received,
        @Nullable Instant taken,
        @Nullable Instant ended,
        int photos) {
    @Override
    public String toString() {
        return "OwnReport[" + number + "]";
    }
}
