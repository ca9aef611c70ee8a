package city.pishkhan.contracts.oversight;

import java.util.List;

/**
 * What events are called, of cases and of the hub itself.
 *
 * @param items by code
 */
public record Terms(List<Term> items) {

    /**
     * One of them.
     *
     * @param code    as entries of the journal have it, e.g. {@code inquiry.answered}
     * @param titleFa in Persian
     * @param titleEn in English
     */
    public record Term(String code, String titleFa, String titleEn) {}
}
