/**
 * What makes a page's files ready to be served, at build and never in the hub: each gets a name by its content, scripts find each other by
 * an import map. Begin with {@link city.pishkhan.assets.AssetGenerator}.
 */
package city.pishkhan.assets;
