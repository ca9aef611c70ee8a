/** Import of a manifest and its files, in steps that survive a crash. Begin with {@link ManifestImport}. Uses the inspection of sheets. */
package city.pishkhan.keeping.internal.imports;
