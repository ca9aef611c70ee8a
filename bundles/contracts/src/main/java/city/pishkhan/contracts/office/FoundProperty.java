package city.pishkhan.contracts.office;

/**
 * The property of a report that had only a place.
 *
 * @param property renovation code within the report's district, e.g. {@code 22-3-17-4-1-0-0}; digits of any script are taken
 */
public record FoundProperty(String property) {}
