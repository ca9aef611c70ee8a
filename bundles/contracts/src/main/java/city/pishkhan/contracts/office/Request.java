package city.pishkhan.contracts.office;

import java.util.List;

/**
 * What the applicant wants to build.
 *
 * @param floors storeys above ground, pilotis included
 * @param parts  by use
 */
public record Request(Integer floors, List<Part> parts) {}
