/** Features: several bundles with their configuration, from a features file or a KAR. Begin with {@link FeatureDeployable}. */
package city.pishkhan.deployment.internal.features;
