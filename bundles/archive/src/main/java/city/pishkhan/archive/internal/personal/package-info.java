/**
 * Identity papers as they lie in the store: encrypted, each with a key of its own that its person's key in the vault seals. Used by all that puts or opens bytes
 * of sheets. Begin with {@link StoredSheets}.
 */
package city.pishkhan.archive.internal.personal;
