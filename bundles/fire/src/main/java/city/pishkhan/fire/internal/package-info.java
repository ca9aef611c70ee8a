/** The fire department's SOAP interface behind the spi. Begin with {@link FireConnector}. */
package city.pishkhan.fire.internal;
