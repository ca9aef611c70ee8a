/** Simulates other rules on past and invented cases without changing any case. Begin with {@link DryRunService}. */
package city.pishkhan.cases.internal.simulation;
