/** Door of offices and districts. Begin with {@link OfficeRoutes}. */
package city.pishkhan.routes.office.internal;
