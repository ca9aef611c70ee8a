/** Features: several bundles with their configuration, from a features file or a KAR. Begin with {@link FeatureDeployable}. */
@NullMarked
package city.pishkhan.deployment.internal.features;

import org.jspecify.annotations.NullMarked;
