package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * People who read the personal data of a case, newest first; readings by the calling citizen are left out.
 *
 * @param items up to 500 readings
 */
public record OwnReadings(List<Reading> items) {

    /**
     * One reading; further readings within some minutes are counted with it.
     *
     * @param at       time of the first access, which identifies the reading; UTC, ISO 8601
     * @param by       {@code office}, {@code expert}, {@code district}, {@code agency}, {@code oversight}, {@code citizen} (another party
     *                 of the case), {@code operator} or {@code other}
     * @param name     code of the office, number of the district or name of the agency; absent if unknown
     * @param what     {@code case}, {@code archive} (the archived papers of the citizen) or {@code sheet}
     * @param objected {@code true} if the caller has objected to it
     */
    public record Reading(
            Instant at,
            @OneOf({"office", "expert", "district", "agency", "oversight", "citizen", "operator", "other"}) String by,
            @Nullable String name,
            @OneOf({"case", "archive", "sheet"}) String what,
            boolean objected) {}
}
