package city.pishkhan.contracts.office.municipal;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * A report that a district recorded, or whose property it identified.
 *
 * @param number     e.g. {@code 7K3M-9PQ2-WX4A-0TB1}
 * @param property   renovation code
 * @param source     {@code visitor}, {@code district} or {@code citizen}
 * @param state      {@code received}: no office could accept it yet; {@code case}: it became or joined a case
 * @param caseNumber number of that case, e.g. {@code 22-1405-0000123-2}; absent while there is none
 */
public record TakenReport(
        String number,
        String property,
        @OneOf({"visitor", "district", "citizen"}) String source,
        @OneOf({"received", "case"}) String state,
        @Nullable String caseNumber) {}
