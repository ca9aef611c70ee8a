package city.pishkhan.contracts.office.forms;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Services for which an office opens cases, by the rules in force.
 *
 * @param ruleSet         hash of the rules, 64 hexadecimal digits
 * @param items           services, sorted by name
 * @param propertyLengths maximum number of digits of each of the seven parts of a renovation code, in order
 */
public record ServiceList(String ruleSet, List<Line> items, List<Integer> propertyLengths) {

    /**
     * One service.
     *
     * @param service   e.g. {@code building-permit}
     * @param titleEn   title in English
     * @param titleFa   title in Persian
     * @param subject   subject of its cases: {@code property} or {@code vehicle}
     * @param hindrance reason why the caller's office may not open a case of it now, except for a special request; absent if it may
     */
    public record Line(
            String service,
            String titleEn,
            String titleFa,
            @OneOf({"property", "vehicle"}) String subject,
            @Nullable Hindrance hindrance) {}

    /**
     * Reason why an office may not open cases of a service.
     *
     * @param messageEn text in English
     * @param messageFa text in Persian
     */
    public record Hindrance(String messageEn, String messageFa) {}
}
