/**
 * Connector for the fire department's SOAP interface. It passes on all facts that the rules permit for the department. Begin
 * with {@link FireConnector}.
 */
package city.pishkhan.fire.internal;
