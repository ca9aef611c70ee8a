/** What a deployment is made of: something that can be switched, steps that end, and what must run afterwards. Begin with {@link Deployable}. */
package city.pishkhan.deployment.internal.model;
