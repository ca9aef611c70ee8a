/** Deployments: looked at, switched, held against what ran before, taken back. Begin with {@link DeploymentService}. */
package city.pishkhan.deployment.internal;
