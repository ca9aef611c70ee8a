/** Door of offices and districts. Begin with {@link OfficeDoor}. */
@NullMarked
package city.pishkhan.routes.office.internal;

import org.jspecify.annotations.NullMarked;
