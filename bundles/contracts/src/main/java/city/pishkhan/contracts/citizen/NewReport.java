package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What somebody reports of a building. {@code toString} shows nothing.
 *
 * @param property  renovation code, e.g. {@code 22-3-17-4-1-0-0}; digits of any script are taken. Without it, district and address are needed
 * @param kind      a code of {@code /report-kinds}, e.g. {@code extra-floor}
 * @param text      what there is to see, 10 to 2,000 characters; the expert who inspects reads it
 * @param district  1 to 22, of the building
 * @param address   of the building, 5 to 300 characters; the district finds the property by it
 * @param latitude  of the building in degrees, if the reporter agreed to send a position
 * @param longitude as the latitude
 * @param photos    ids of {@code /report-photos}, 5 at most; the case shows them to those who read its papers
 */
public record NewReport(
        @Nullable String property,
        String kind,
        String text,
        @Nullable Integer district,
        @Nullable String address,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable List<String> photos) {
    @Override
    public String toString() {
        return "NewReport[]";
    }
}
