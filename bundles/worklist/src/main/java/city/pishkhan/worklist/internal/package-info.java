/**
 * The worklist for agencies without a system of their own: items, claims with a lease, answers by the newest claim. Begin with {@link
 * WorklistService}.
 */
package city.pishkhan.worklist.internal;
