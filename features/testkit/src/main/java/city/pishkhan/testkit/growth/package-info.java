/** A city that has been at work for years: its database multiplied, and what the hub's statements then read. Begin with {@link city.pishkhan.testkit.growth.CityGrowth}. */
package city.pishkhan.testkit.growth;
