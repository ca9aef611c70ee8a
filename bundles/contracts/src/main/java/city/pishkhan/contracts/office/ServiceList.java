package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import java.util.List;

/**
 * The services that an office opens cases of, under the rules in force.
 *
 * @param ruleSet hash of the rules, 64 hexadecimal digits
 * @param items   by their names
 * @param propertyLengths the most digits of each of the seven parts of a renovation code, in order
 */
public record ServiceList(String ruleSet, List<Line> items, List<Integer> propertyLengths) {

    /**
     * One of them.
     *
     * @param service e.g. {@code building-permit}
     * @param titleEn in English
     * @param titleFa in Persian
     * @param subject what a case of it is about: {@code property} or {@code vehicle}
     */
    public record Line(
            String service, String titleEn, String titleFa, @OneOf({"property", "vehicle"}) String subject) {}
}
