/** A simulated partner's path, ledger and steering. Begin with {@link Partner}, which each simulator implements. */
package city.pishkhan.simulators.site;
