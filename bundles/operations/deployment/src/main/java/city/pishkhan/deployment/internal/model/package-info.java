/** Building blocks of a deployment: switchable items, steps with time limits, and checks of the result. Begin with {@link Deployable}. */
package city.pishkhan.deployment.internal.model;
