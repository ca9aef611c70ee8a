package city.pishkhan.contracts.office.cases;

import java.util.List;

/**
 * The building that the applicant plans.
 *
 * @param floors storeys above ground, pilotis included, 1 to 100
 * @param parts  1 to 50 parts, by use
 */
public record Request(Integer floors, List<Part> parts) {}
