/** Inquiries to the planning system. Begin with {@link PlanningRoutes}. */
@NullMarked
package city.pishkhan.routes.planning.internal;

import org.jspecify.annotations.NullMarked;
