/** Door of citizens. Begin with {@link CitizenDoor}. */
@NullMarked
package city.pishkhan.routes.citizen.internal;

import org.jspecify.annotations.NullMarked;
