package city.pishkhan.contracts.office.cases;

/**
 * One part of the planned building.
 *
 * @param use   {@code residential}, {@code commercial}, {@code office} …; lower-case letters, digits and hyphens
 * @param area  floor area in m², a whole number, 1 to 1,000,000
 * @param units number of units, 0 to 10,000
 */
public record Part(String use, Long area, Integer units) {}
