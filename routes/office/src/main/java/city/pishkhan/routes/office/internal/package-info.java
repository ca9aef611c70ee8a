/** The offices' and districts' door. Begin with {@link OfficeRoutes}. */
package city.pishkhan.routes.office.internal;
