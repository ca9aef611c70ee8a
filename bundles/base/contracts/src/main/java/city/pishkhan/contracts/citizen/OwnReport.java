package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A report as its reporter sees it. Members without a value (yet) are absent.
 *
 * @param number   report number for people, e.g. {@code 7K3M-9PQ2-WX4A-0TB1}
 * @param property renovation code; absent until the district has identified the property
 * @param kind     e.g. {@code extra-floor}
 * @param kindEn   title of the kind in English
 * @param kindFa   title of the kind in Persian
 * @param text     the reporter's text; absent in lists
 * @param state    {@code received} (no office could accept it yet), {@code case}, {@code ended}
 * @param stageEn  title of the current stage of its case, in English
 * @param stageFa  title of the current stage of its case, in Persian
 * @param received time of receipt; UTC, ISO 8601
 * @param taken    time at which it became or joined a case; UTC, ISO 8601
 * @param ended    time at which the hub noticed the end of its case; UTC, ISO 8601
 * @param photos   number of photos
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
