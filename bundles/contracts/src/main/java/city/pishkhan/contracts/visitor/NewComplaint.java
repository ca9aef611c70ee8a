package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * A complaint of anybody.
 *
 * @param party      against whom
 * @param caseNumber what it is about, e.g. {@code 22-1405-0000123-2}; absent if no case is concerned
 * @param text       10 to 4,000 characters
 */
public record NewComplaint(Party party, @Nullable String caseNumber, String text) {

    /**
     * Who takes part in the city's services.
     *
     * @param kind {@code office}, {@code expert}, {@code district}, {@code agency}, {@code institute} or {@code operator}
     * @param name the office's code, the expert's login, the district's number, the agency's name; absent for the last two. Where the first three
     *             have none, who handles the case is meant: nobody needs to know an expert's login
     */
    public record Party(
            @OneOf({"office", "expert", "district", "agency", "institute", "operator"}) String kind,
            @Nullable String name) {}
}
