/** Deployments: planned, performed, compared with the previous state and rolled back. Begin with {@link DeploymentService}. */
@NullMarked
package city.pishkhan.deployment.internal;

import org.jspecify.annotations.NullMarked;
