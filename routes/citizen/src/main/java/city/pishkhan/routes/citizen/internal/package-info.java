/** Door of citizens. Begin with {@link CitizenRoutes}. */
package city.pishkhan.routes.citizen.internal;
