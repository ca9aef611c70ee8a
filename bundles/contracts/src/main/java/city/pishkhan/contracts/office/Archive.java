package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What the archive holds.
 *
 * @param held  its sheets for the property and the persons asked for
 * @param needs of a case: each paper that the rules ask for, and whether it must still be scanned; absent without a case
 * @param sources other archives of the city that are asked beside the hub's own, and what is not known of them; empty where there are none
 */
public record Archive(List<Sheet> held, @Nullable List<Need> needs, List<Source> sources) {

    /**
     * A paper that the rules ask for.
     *
     * @param kind     the paper's kind, e.g. {@code deed}
     * @param reason   which rule asks for it
     * @param present  whether the case has it
     * @param mustScan whether neither the case nor the archive has it
     */
    public record Need(String kind, String reason, boolean present, boolean mustScan) {}

    /**
     * Another archive.
     *
     * @param name  short and stable, as {@code source} of a sheet
     * @param title what people call it
     * @param state {@code asked}: it is being asked, ask again; {@code silent}: it does not answer
     * @param at    when it said what is told of it; UTC, ISO 8601; absent if it never did
     * @param gap   what is not known because of that, and what to do, in English; absent if it answered
     * @param gapFa the same in Persian
     */
    public record Source(
            String name,
            String title,
            @OneOf({"answered", "asked", "silent"}) String state,
            @Nullable Instant at,
            @Nullable String gap,
            @Nullable String gapFa) {}
}
