/** Files in {@code etc}: route files and configurations, which the hub loads by itself. Begin with {@link FileDeployable}. */
@NullMarked
package city.pishkhan.deployment.internal.files;

import org.jspecify.annotations.NullMarked;
