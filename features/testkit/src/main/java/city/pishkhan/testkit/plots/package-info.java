/** The generated properties of the demo city, each given out once. Begin with {@link city.pishkhan.testkit.plots.Plots}. */
package city.pishkhan.testkit.plots;
