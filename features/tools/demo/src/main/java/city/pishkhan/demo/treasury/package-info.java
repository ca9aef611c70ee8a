/**
 * The treasury's day in the demo: duplicate payments, payments at the counter, and the banks' settlement files. Begin with
 * {@link city.pishkhan.demo.treasury.TreasuryDay}.
 */
package city.pishkhan.demo.treasury;
