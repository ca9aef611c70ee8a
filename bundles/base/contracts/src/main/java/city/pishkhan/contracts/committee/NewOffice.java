package city.pishkhan.contracts.committee;

/**
 * An office that applies to the institute.
 *
 * @param code     1 to 6 digits, e.g. {@code 1204}
 * @param name     name of the office, 1 to 200 characters
 * @param district district of the office, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 */
public record NewOffice(String code, String name, Integer district) {}
