package city.pishkhan.contracts.office.cases;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A changed request.
 *
 * @param floors     storeys above ground, pilotis included, 1 to 100
 * @param parts      1 to 50 parts, by use
 * @param planSha256 SHA-256 of the new plan's sheet, 64 hexadecimal digits; absent if the plan is unchanged
 */
public record Revision(Integer floors, List<Part> parts, @Nullable String planSha256) {}
