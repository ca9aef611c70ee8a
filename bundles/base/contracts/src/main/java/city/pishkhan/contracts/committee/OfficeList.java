package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * All offices, by their codes.
 *
 * @param items the offices
 */
public record OfficeList(List<Office> items) {}
