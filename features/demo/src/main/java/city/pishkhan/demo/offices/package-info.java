/** What befalls offices in the demo: an inspection for the municipality, a suspension. Begin with {@link city.pishkhan.demo.offices.ViolationScene}. */
package city.pishkhan.demo.offices;
