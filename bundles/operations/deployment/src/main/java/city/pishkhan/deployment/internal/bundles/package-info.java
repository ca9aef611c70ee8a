/** Bundles: the requirements of a jar, the impact of a switch, and the switch itself. Begin with {@link BundleDeployable}. */
@NullMarked
package city.pishkhan.deployment.internal.bundles;

import org.jspecify.annotations.NullMarked;
