/**
 * Handbook at {@code /handbook}: pages built from {@code features/docs}; pages for operators require a login. It may depend on the
 * runtime, but not on doors. Begin with {@link city.pishkhan.routes.handbook.internal.HandbookServlet}.
 */
@NullMarked
package city.pishkhan.routes.handbook.internal;

import org.jspecify.annotations.NullMarked;
