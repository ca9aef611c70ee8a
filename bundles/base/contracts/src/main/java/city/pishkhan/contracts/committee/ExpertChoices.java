package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Choices for an expert's entry.
 *
 * @param disciplines disciplines of the rules in force, staged or coming
 * @param weekdays    weekdays, starting with the first working day
 */
public record ExpertChoices(List<Item> disciplines, List<Item> weekdays) {

    /**
     * One choice.
     *
     * @param code    code used in an entry
     * @param titleEn title in English
     * @param titleFa title in Persian
     */
    public record Item(String code, String titleEn, String titleFa) {}
}
