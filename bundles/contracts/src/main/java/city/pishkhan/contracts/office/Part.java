package city.pishkhan.contracts.office;

/**
 * One part of the building that is asked for.
 *
 * @param use   {@code residential}, {@code commercial}, {@code office} …
 * @param area  m² of floor area
 * @param units number of units
 */
public record Part(String use, Long area, Integer units) {}
