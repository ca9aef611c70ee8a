/** Building blocks of a deployment: items whose running version can be replaced, steps with time limits, and checks of the
 * result. Begin with {@link Deployable}. */
@NullMarked
package city.pishkhan.deployment.internal.model;

import org.jspecify.annotations.NullMarked;
