/** Connector for the utility companies' common REST interface. Begin with {@link UtilityConnector}. */
package city.pishkhan.utilities.internal;
