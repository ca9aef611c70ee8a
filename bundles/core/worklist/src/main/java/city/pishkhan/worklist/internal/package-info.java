/** Worklist for agencies without a system of their own: items, claims with leases, and answers. Begin with {@link WorklistService}. */
@NullMarked
package city.pishkhan.worklist.internal;

import org.jspecify.annotations.NullMarked;
