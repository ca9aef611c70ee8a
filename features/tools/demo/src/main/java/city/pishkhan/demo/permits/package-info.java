/**
 * The building permits of the demo, each from its opening to its end and compared with the expected outcome. Begin with
 * {@link city.pishkhan.demo.permits.PermitRunner}.
 */
package city.pishkhan.demo.permits;
