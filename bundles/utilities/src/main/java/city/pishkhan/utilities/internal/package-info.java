/** The utility companies' common REST interface behind the spi. Begin with {@link UtilityConnector}. */
package city.pishkhan.utilities.internal;
