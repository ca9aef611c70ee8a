/** Checks passwords, tokens and certificates of callers, and limits guessing. Begin with {@link AccessService}. */
@NullMarked
package city.pishkhan.access.internal.login;

import org.jspecify.annotations.NullMarked;
