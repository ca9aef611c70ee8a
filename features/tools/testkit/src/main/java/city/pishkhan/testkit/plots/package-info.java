/** The generated properties of the demo city, each returned once. Begin with {@link city.pishkhan.testkit.plots.Plots}. */
package city.pishkhan.testkit.plots;
