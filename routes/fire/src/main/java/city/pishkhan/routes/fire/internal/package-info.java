/** Inquiries and notices to the fire department. Begin with {@link FireRoutes}. */
package city.pishkhan.routes.fire.internal;
