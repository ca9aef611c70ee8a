/**
 * Connector for the fire department's SOAP interface. It passes on all facts that the rules permit for the department. Begin
 * with {@link FireConnector}.
 */
@NullMarked
package city.pishkhan.fire.internal;

import org.jspecify.annotations.NullMarked;
