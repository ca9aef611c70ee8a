package city.pishkhan.contracts.citizen;

import java.util.List;

/**
 * Kinds of violations that can be reported.
 *
 * @param items           kinds, in the order to show
 * @param propertyLengths maximum number of digits of each of the seven parts of a renovation code, in order
 */
public record ReportKinds(List<Kind> items, List<Integer> propertyLengths) {

    /**
     * One kind of violation.
     *
     * @param code    code for a report's {@code kind}
     * @param titleEn title in English
     * @param titleFa title in Persian
     */
    public record Kind(String code, String titleEn, String titleFa) {}
}
