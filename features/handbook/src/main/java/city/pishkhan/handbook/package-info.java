/**
 * Makes the handbook's HTML out of its Markdown, at build and never at run time. Uses commonmark and nothing of the hub. Begin with
 * {@link city.pishkhan.handbook.HandbookGenerator}.
 */
package city.pishkhan.handbook;
