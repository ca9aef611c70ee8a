/** Worklist for agencies without a system of their own: items, claims with leases, and answers. Begin with {@link WorklistService}. */
package city.pishkhan.worklist.internal;
