package city.pishkhan.contracts.office;

/**
 * One part of the building that is asked for.
 *
 * @param use   {@code residential}, {@code commercial}, {@code office} …; small letters, digits and dashes
 * @param area  m² of floor area, a whole number, 1 to 1,000,000
 * @param units number of units, 0 to 10,000
 */
public record Part(String use, Long area, Integer units) {}
