/** Takes over what a source has: a manifest and its files, in steps that survive a kill. Begin with {@link ManifestImport}. Uses the inspection of sheets. */
package city.pishkhan.archive.internal.imports;
