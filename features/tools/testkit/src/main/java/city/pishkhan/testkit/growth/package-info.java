/**
 * A city after years of operation: multiplies its database and measures the pages that the hub's statements read. Begin with
 * {@link city.pishkhan.testkit.growth.CityGrowth}.
 */
package city.pishkhan.testkit.growth;
