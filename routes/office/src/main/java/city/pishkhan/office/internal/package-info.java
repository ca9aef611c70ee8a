/** The offices' and districts' door. Begin with {@link OfficeRoutes}. */
package city.pishkhan.office.internal;
