/**
 * Prepares a page's static files at build time: file names with content hashes, and an import map for scripts. Not part of the hub at
 * run time. Begin with {@link city.pishkhan.assets.AssetGenerator}.
 */
package city.pishkhan.assets;
