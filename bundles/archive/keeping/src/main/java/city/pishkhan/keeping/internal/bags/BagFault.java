package city.pishkhan.keeping.internal.bags;

/**
 * A fault of a bag.
 *
 * @param file path of the checked file inside the bag
 * @param line line number from 1, or 0 for the whole file
 * @param value faulty value, for example a path
 * @param rule violated rule, e.g. {@code bag.hash}
 */
record BagFault(String file, long line, String value, String rule) {}
