/** Door of oversight bodies and the live stream of the journal. Begin with {@link OversightRoutes}. */
package city.pishkhan.routes.oversight.internal;
