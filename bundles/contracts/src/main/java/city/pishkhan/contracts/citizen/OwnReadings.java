package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Who has seen a case's personal data, newest first; not the citizen who asks.
 *
 * @param items at most 500
 */
public record OwnReadings(List<Reading> items) {

    /**
     * Somebody looked, or looked again within some minutes.
     *
     * @param at       when first; it names the reading. UTC, ISO 8601
     * @param by       {@code office}, {@code expert}, {@code district}, {@code agency}, {@code oversight}, {@code citizen} (another party of the case),
     *                 {@code operator} or {@code other}
     * @param name     code of the office, number of the district or name of the agency, as far as it is known
     * @param what     {@code case}, {@code archive} (what the archive has of one's papers) or {@code sheet}
     * @param objected whether one has objected to it
     */
    public record Reading(
            Instant at,
            @OneOf({"office", "expert", "district", "agency", "oversight", "citizen", "operator", "other"}) String by,
            @Nullable String name,
            @OneOf({"case", "archive", "sheet"}) String what,
            boolean objected) {}
}
