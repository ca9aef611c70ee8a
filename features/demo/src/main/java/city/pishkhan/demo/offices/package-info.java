/** What befalls offices in the demo: an inspection for the municipality, a suspension, a citizen without a mobile. Begin with {@link city.pishkhan.demo.offices.ViolationScene}. */
package city.pishkhan.demo.offices;
