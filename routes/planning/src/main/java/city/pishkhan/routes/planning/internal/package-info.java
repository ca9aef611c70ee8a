/** Inquiries to the planning system. Begin with {@link PlanningRoutes}. */
package city.pishkhan.routes.planning.internal;
