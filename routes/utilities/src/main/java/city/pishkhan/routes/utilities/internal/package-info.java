/** Inquiries and notices to the utility companies, one set of routes each. Begin with {@link UtilityRoutes}. */
package city.pishkhan.routes.utilities.internal;
