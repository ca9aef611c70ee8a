package city.pishkhan.contracts.office.cases;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Archived sheets for a property and persons, and papers that still need a scan.
 *
 * @param held    sheets in the archive for the requested property and persons
 * @param needs   papers that the rules require for the case, and the missing scans; absent without a case
 * @param sources other archives of the city that the hub queries, with gaps in their answers; empty if there are none
 */
public record Archive(List<Sheet> held, @Nullable List<Need> needs, List<Source> sources) {

    /**
     * A paper that the rules require.
     *
     * @param kind     the paper's kind, e.g. {@code deed}
     * @param reason   the rule that requires it
     * @param present  {@code true} if the case has it
     * @param mustScan {@code true} if neither the case nor the archive has it
     */
    public record Need(String kind, String reason, boolean present, boolean mustScan) {}

    /**
     * Another archive.
     *
     * @param name  short, stable name, as in {@code source} of a sheet
     * @param title title for people
     * @param state {@code asked}: the query is running, ask again later; {@code silent}: the archive does not answer
     * @param at    time of its last answer, on which the listed sheets are based; UTC, ISO 8601; absent if it never answered
     * @param gap   the missing information and the remedy, in English; absent if it answered
     * @param gapFa the same text in Persian
     */
    public record Source(
            String name,
            String title,
            @OneOf({"answered", "asked", "silent"}) String state,
            @Nullable Instant at,
            @Nullable String gap,
            @Nullable String gapFa) {}
}
