package city.pishkhan.contracts.office.municipal;

import java.util.List;

/**
 * Kinds of building violations that can be reported.
 *
 * @param items kinds, in the order to show
 */
public record ReportableKinds(List<Kind> items) {

    /**
     * One kind of violation.
     *
     * @param code    code for a report's {@code kind}
     * @param titleEn title in English
     * @param titleFa title in Persian
     */
    public record Kind(String code, String titleEn, String titleFa) {}
}
