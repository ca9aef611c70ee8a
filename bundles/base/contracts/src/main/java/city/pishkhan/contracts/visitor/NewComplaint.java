package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * A public complaint.
 *
 * @param party      the party complained of
 * @param caseNumber number of the case concerned, e.g. {@code 22-1405-0000123-2}; absent if the complaint concerns no case
 * @param text       10 to 4,000 characters
 */
public record NewComplaint(Party party, @Nullable String caseNumber, String text) {

    /**
     * A party in the city's services.
     *
     * @param kind {@code office}, {@code expert}, {@code district}, {@code agency}, {@code institute} or {@code operator}
     * @param name the office's code, the expert's login, the district's number or the agency's name; absent for {@code institute} and
     *             {@code operator}. If absent for office, expert or district, the one that handles the case is meant, so that complainants
     *             need not know an expert's login
     */
    public record Party(
            @OneOf({"office", "expert", "district", "agency", "institute", "operator"}) String kind,
            @Nullable String name) {}
}
