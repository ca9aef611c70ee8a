/** Bundles: what a jar needs, whom a switch touches, and the switch itself. Begin with {@link BundleDeployable}. */
package city.pishkhan.deployment.internal.bundles;
