/** Deployments: planned, performed, compared with the previous state and rolled back. Begin with {@link DeploymentService}. */
package city.pishkhan.deployment.internal;
