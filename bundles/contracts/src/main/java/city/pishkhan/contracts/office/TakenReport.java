package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * A report that a district has written down, or whose property it has found.
 *
 * @param number     e.g. {@code 7K3M-9PQ2-WX4A-0TB1}
 * @param property   renovation code
 * @param source     {@code visitor}, {@code district} or {@code citizen}
 * @param state      {@code received}: no office could take it yet; {@code case}
 * @param caseNumber of the case that it became or joined, e.g. {@code 22-1405-0000123-2}; absent while there is none
 */
public record TakenReport(
        String number,
        String property,
        @OneOf({"visitor", "district", "citizen"}) String source,
        @OneOf({"received", "case"}) String state,
        @Nullable String caseNumber) {}
