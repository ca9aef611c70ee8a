package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What the archive holds.
 *
 * @param held  its sheets for the property and the persons asked for
 * @param needs of a case: each paper that the rules ask for, and whether it must still be scanned; absent without a case
 */
public record Archive(List<Sheet> held, @Nullable List<Need> needs) {

    /**
     * A paper that the rules ask for.
     *
     * @param kind     the paper's kind, e.g. {@code deed}
     * @param reason   which rule asks for it
     * @param present  whether the case has it
     * @param mustScan whether neither the case nor the archive has it
     */
    public record Need(String kind, String reason, boolean present, boolean mustScan) {}
}
