package city.pishkhan.contracts.oversight;

import java.util.List;

/**
 * Titles of the journal's events, about cases and about the hub itself.
 *
 * @param items titles, sorted by code
 */
public record Terms(List<Term> items) {

    /**
     * One event.
     *
     * @param code    code in journal entries, e.g. {@code inquiry.answered}
     * @param titleFa title in Persian
     * @param titleEn title in English
     */
    public record Term(String code, String titleFa, String titleEn) {}
}
