/**
 * Generates the handbook's HTML from Markdown at build time. Uses commonmark and no code of the hub. Begin with
 * {@link city.pishkhan.docs.HandbookGenerator}.
 */
package city.pishkhan.docs;
