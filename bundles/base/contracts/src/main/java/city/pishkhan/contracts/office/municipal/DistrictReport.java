package city.pishkhan.contracts.office.municipal;

import city.pishkhan.contracts.OneOf;

/**
 * A district's report of a building violation. {@code toString} shows nothing.
 *
 * @param property renovation code within the district, e.g. {@code 22-3-17-4-1-0-0}; digits of any script are accepted
 * @param kind     code from {@code /report-kinds}, e.g. {@code extra-floor}
 * @param text     description, 10 to 2,000 characters; the inspecting expert reads it
 * @param source   {@code visitor}: reported by a visitor, who stays anonymous; {@code district}: seen by the district's own staff
 */
public record DistrictReport(String property, String kind, String text, @OneOf({"visitor", "district"}) String source) {
    @Override
    public String toString() {
        return "DistrictReport[]";
    }
}
