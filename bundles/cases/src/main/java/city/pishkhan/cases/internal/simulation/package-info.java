/** Tries other rules on past and invented cases, and changes none. Begin with {@link DryRunService}. */
package city.pishkhan.cases.internal.simulation;
