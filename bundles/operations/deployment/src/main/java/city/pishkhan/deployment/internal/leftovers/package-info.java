/** Threads and classes that replaced versions left behind. Begin with {@link LeftoverWatch}. */
@NullMarked
package city.pishkhan.deployment.internal.leftovers;

import org.jspecify.annotations.NullMarked;
