package city.pishkhan.contracts.office.municipal;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * One page of reports of building violations, without the reporters and their texts.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent at the end
 */
public record ReportList(List<Line> items, @Nullable String next) {

    /**
     * One report of the list. Members without a value (yet) are absent.
     *
     * @param number     report number for its reporter, e.g. {@code 7K3M-9PQ2-WX4A-0TB1}
     * @param property   renovation code; absent until the district has identified the property
     * @param district   district of the property, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
     * @param kind       e.g. {@code extra-floor}
     * @param kindEn     title of the kind in English
     * @param kindFa     title of the kind in Persian
     * @param source     {@code citizen}, {@code visitor} (reported at the district) or {@code district}
     * @param state      {@code received} (no office could accept it yet), {@code case}, {@code ended}
     * @param caseNumber number of the case that it became or joined, e.g. {@code 22-1405-0000123-2}
     * @param received   time of receipt; UTC, ISO 8601
     * @param taken      time at which it became or joined the case; UTC, ISO 8601
     * @param ended      time at which the hub noticed the end of its case; UTC, ISO 8601
     * @param place      the reporter's description of the place; only for the district that must identify the property
     */
    public record Line(
            String number,
            @Nullable String property,
            int district,
            String kind,
            String kindEn,
            String kindFa,
            @OneOf({"citizen", "visitor", "district"}) String source,
            @OneOf({"received", "case", "ended"}) String state,
            @Nullable String caseNumber,
            Instant received,
            @Nullable Instant taken,
            @Nullable Instant ended,
            @Nullable Place place) {}

    /**
     * Place of a building without a known renovation code.
     *
     * @param address   address, as the reporter wrote it
     * @param latitude  degrees north; absent if the reporter gave no position
     * @param longitude degrees east
     */
    public record Place(String address, @Nullable Double latitude, @Nullable Double longitude) {}
}
