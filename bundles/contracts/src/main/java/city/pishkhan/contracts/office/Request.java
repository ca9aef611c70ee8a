package city.pishkhan.contracts.office;

import java.util.List;

/**
 * What the applicant wants to build.
 *
 * @param floors storeys above ground, pilotis included, 1 to 100
 * @param parts  by use, 1 to 50
 */
public record Request(Integer floors, List<Part> parts) {}
