/** Door of the committees, the institute and the treasury. Begin with {@link CommitteeDoor}. */
@NullMarked
package city.pishkhan.routes.committee.internal;

import org.jspecify.annotations.NullMarked;
