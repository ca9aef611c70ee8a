/** Simulates other rules on past and invented cases without changing any case. Begin with {@link DryRunService}. */
@NullMarked
package city.pishkhan.cases.internal.simulation;

import org.jspecify.annotations.NullMarked;
