package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What is asked for from now on.
 *
 * @param floors     storeys above ground, pilotis included, 1 to 100
 * @param parts      by use, 1 to 50
 * @param planSha256 sheet of the new plan, 64 hexadecimal digits; absent if the plan is the same
 */
public record Revision(Integer floors, List<Part> parts, @Nullable String planSha256) {}
