package city.pishkhan.contracts.office;

import java.util.List;

/**
 * What can be reported of a building.
 *
 * @param items in the order in which they are shown
 */
public record ReportableKinds(List<Kind> items) {

    /**
     * One kind of violation.
     *
     * @param code    for a report's {@code kind}
     * @param titleEn for people
     * @param titleFa for people
     */
    public record Kind(String code, String titleEn, String titleFa) {}
}
