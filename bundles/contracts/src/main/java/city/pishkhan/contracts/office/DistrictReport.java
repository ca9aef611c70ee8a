package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;

/**
 * What a district writes down of a building. {@code toString} shows nothing.
 *
 * @param property renovation code within the district, e.g. {@code 22-3-17-4-1-0-0}; digits of any script are taken
 * @param kind     a code of {@code /report-kinds}, e.g. {@code extra-floor}
 * @param text     what there is to see, 10 to 2,000 characters; the expert who inspects reads it
 * @param source   {@code visitor}: somebody told it, about whom nothing is kept; {@code district}: its own people saw it
 */
public record DistrictReport(String property, String kind, String text, @OneOf({"visitor", "district"}) String source) {
    @Override
    public String toString() {
        return "DistrictReport[]";
    }
}
