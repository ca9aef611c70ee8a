/** Inquiries to the vehicle registry and notices of settled duties. Begin with {@link VehicleRoutes}. */
package city.pishkhan.routes.vehicles.internal;
