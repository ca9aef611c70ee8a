/** The citizens' door. Begin with {@link CitizenRoutes}. */
package city.pishkhan.routes.citizen.internal;
