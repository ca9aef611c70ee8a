/**
 * The environment of a simulated partner: its paths, its ledger, and the control of its behaviour. Begin with
 * {@link Partner}, which each simulator implements.
 */
package city.pishkhan.simulators.site;
