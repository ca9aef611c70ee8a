/** Building blocks of a deployment: items whose running version can be replaced, steps with time limits, and checks of the
 * result. Begin with {@link Deployable}. */
package city.pishkhan.deployment.internal.model;
