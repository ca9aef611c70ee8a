package city.pishkhan.contracts.citizen;

import java.util.List;

/**
 * What can be reported.
 *
 * @param items in the order in which they are shown
 * @param propertyLengths the most digits of each of the seven parts of a renovation code, in order
 */
public record ReportKinds(List<Kind> items, List<Integer> propertyLengths) {

    /**
     * One kind of violation.
     *
     * @param code    for a report's {@code kind}
     * @param titleEn for people
     * @param titleFa for people
     */
    public record Kind(String code, String titleEn, String titleFa) {}
}
