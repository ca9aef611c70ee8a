package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
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
     * @param subject   what a case of it is about: {@code property} or {@code vehicle}
     * @param hindrance why the caller's office may not open a case of it now, but by a special request; absent where it may
     */
    public record Line(
            String service,
            String titleEn,
            String titleFa,
            @OneOf({"property", "vehicle"}) String subject,
            @Nullable Hindrance hindrance) {}

    /**
     * Why an office may not.
     *
     * @param messageEn for people
     * @param messageFa for people
     */
    public record Hindrance(String messageEn, String messageFa) {}
}
