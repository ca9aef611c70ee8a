package city.pishkhan.contracts.citizen;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A report of a building violation. {@code toString} shows nothing.
 *
 * @param property  renovation code, e.g. {@code 22-3-17-4-1-0-0}; digits of any script are accepted. If absent, district and address are
 *                  required
 * @param kind      code from {@code /report-kinds}, e.g. {@code extra-floor}
 * @param text      description, 10 to 2,000 characters; the inspecting expert reads it
 * @param district  district of the building, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param address   address of the building, 5 to 300 characters; the district uses it to find the property
 * @param latitude  latitude of the building in degrees; absent unless the reporter agreed to send a position
 * @param longitude longitude of the building in degrees; absent unless the reporter agreed to send a position
 * @param photos    ids from {@code /report-photos}, up to 5; everybody who may read the papers of the case sees them
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
