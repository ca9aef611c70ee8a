/**
 * Runtime of routes and doors: one Camel context per bundle or route file, the gate in front of every door, health and metrics. Begin with
 * {@link city.pishkhan.runtime.internal.gate.Gate}.
 */
package city.pishkhan.runtime.internal;
