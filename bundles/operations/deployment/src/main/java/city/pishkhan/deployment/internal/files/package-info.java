/** Files in {@code etc}: route files and configurations, which the hub loads by itself. Begin with {@link FileDeployable}. */
package city.pishkhan.deployment.internal.files;
