package city.pishkhan.archive.internal.bags;

/**
 * What is wrong with a bag.
 *
 * @param file of the bag that says it, from its root
 * @param line there, from 1; 0 for none
 * @param what is wrong there: a path, a value
 * @param rule that it breaks, e.g. {@code bag.hash}
 */
record BagFault(String file, long line, String what, String rule) {}
