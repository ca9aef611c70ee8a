/** The oversight bodies' door, and the live stream of the journal. Begin with {@link OversightRoutes}. */
package city.pishkhan.routes.oversight.internal;
