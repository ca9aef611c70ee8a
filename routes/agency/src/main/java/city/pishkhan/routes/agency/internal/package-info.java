/** Doors of agencies and operators. Begin with {@link AgencyRoutes}. */
package city.pishkhan.routes.agency.internal;
