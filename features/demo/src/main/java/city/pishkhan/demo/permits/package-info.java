/** The building permits of the demo: each from its opening to its end, held against what was expected. Begin with {@link city.pishkhan.demo.permits.PermitPlay}. */
package city.pishkhan.demo.permits;
