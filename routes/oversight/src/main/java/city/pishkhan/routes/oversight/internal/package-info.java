/** Door of oversight bodies and the live stream of the journal. Begin with {@link OversightDoor}. */
@NullMarked
package city.pishkhan.routes.oversight.internal;

import org.jspecify.annotations.NullMarked;
