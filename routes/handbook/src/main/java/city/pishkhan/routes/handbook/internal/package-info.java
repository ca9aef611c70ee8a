/**
 * The handbook at {@code /handbook}: pages that were made of {@code features/handbook} at build, those for operators behind a login. May use
 * the runtime and no door. Begin with {@link
 * city.pishkhan.routes.handbook.internal.HandbookServlet}.
 */
package city.pishkhan.routes.handbook.internal;
