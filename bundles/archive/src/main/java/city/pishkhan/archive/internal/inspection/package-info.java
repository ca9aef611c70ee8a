/** Looks at uploaded bytes: which kind of file they are, whether it is whole, bounded and free of what runs. Begin with {@link Inspector}. */
package city.pishkhan.archive.internal.inspection;
