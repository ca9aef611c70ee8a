/** Inquiries to the vehicle registry and notices of settled duties. Begin with {@link VehicleRoutes}. */
@NullMarked
package city.pishkhan.routes.vehicles.internal;

import org.jspecify.annotations.NullMarked;
