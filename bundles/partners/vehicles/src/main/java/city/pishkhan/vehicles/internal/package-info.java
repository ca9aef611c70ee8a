/** Connector for the vehicle registry. */
@NullMarked
package city.pishkhan.vehicles.internal;

import org.jspecify.annotations.NullMarked;
