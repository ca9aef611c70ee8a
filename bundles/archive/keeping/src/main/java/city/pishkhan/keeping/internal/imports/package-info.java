/** Import of a manifest and its files, in steps that survive a crash. Begin with {@link ManifestImport}. */
package city.pishkhan.keeping.internal.imports;
