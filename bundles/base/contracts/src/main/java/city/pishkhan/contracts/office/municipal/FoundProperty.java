package city.pishkhan.contracts.office.municipal;

/**
 * The property of a report that had only an address.
 *
 * @param property renovation code within the report's district, e.g. {@code 22-3-17-4-1-0-0}; digits of any script are accepted
 */
public record FoundProperty(String property) {}
