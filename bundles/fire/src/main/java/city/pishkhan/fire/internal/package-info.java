/**
 * The fire department's SOAP interface behind the spi. It passes on whatever facts the rules show to the department. Begin with
 * {@link FireConnector}.
 */
package city.pishkhan.fire.internal;
