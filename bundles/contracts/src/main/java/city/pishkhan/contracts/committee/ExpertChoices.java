package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * What an entry of an expert chooses from.
 *
 * @param disciplines by the rules in force, staged or to come
 * @param weekdays    the first day of work first
 */
public record ExpertChoices(List<Item> disciplines, List<Item> weekdays) {

    /**
     * One of them.
     *
     * @param code    that an entry has
     * @param titleEn for people
     * @param titleFa for people
     */
    public record Item(String code, String titleEn, String titleFa) {}
}
