/** The citizens' door. Begin with {@link CitizenRoutes}. */
package city.pishkhan.citizen.internal;
