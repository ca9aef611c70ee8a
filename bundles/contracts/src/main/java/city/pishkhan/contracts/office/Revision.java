package city.pishkhan.contracts.office;

import java.util.List;

/**
 * What is asked for from now on.
 *
 * @param floors     storeys above ground, pilotis included
 * @param parts      by use
 * @param planSha256 sheet of the new plan; absent if the plan is the same
 */
public record Revision(Integer floors, List<Part> parts, String planSha256) {}
