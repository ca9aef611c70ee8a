package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * One page of citizens' reports of building violations: neither who reported nor in which words.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent at the end
 */
public record ReportList(List<Line> items, @Nullable String next) {

    /**
     * One report in the listing. Absent members are not known (yet).
     *
     * @param number     by which its reporter calls it, e.g. {@code 7K3M-9PQ2-WX4A-0TB1}
     * @param property   renovation code; absent until the district has found the property
     * @param district   1 to 22, of the property
     * @param kind       e.g. {@code extra-floor}
     * @param kindEn     its title
     * @param kindFa     its title
     * @param source     who saw it: {@code citizen}, {@code visitor} (told at the district), {@code district}
     * @param state      {@code received} (no office could take it yet), {@code case}, {@code ended}
     * @param caseNumber of the case that it became or joined, e.g. {@code 22-1405-0000123-2}
     * @param received   when it came in; UTC, ISO 8601
     * @param taken      when it came into the case; UTC, ISO 8601
     * @param ended      when its case was seen to have ended; UTC, ISO 8601
     * @param place      as the reporter gave it; only for the district that has to find the property
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
     * The place of a building whose renovation code the reporter did not know.
     *
     * @param address   in the reporter's words
     * @param latitude  degrees north; absent if the reporter gave no position
     * @param longitude degrees east
     */
    public record Place(String address, @Nullable Double latitude, @Nullable Double longitude) {}
}
