/** Doors of agencies and operators. Begin with {@link AgencyDoor}. */
@NullMarked
package city.pishkhan.routes.agency.internal;

import org.jspecify.annotations.NullMarked;
