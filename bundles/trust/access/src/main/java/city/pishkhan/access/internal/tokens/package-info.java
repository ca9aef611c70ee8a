/** Bearer tokens: the hub's own, and those of identity providers. Begin with {@link Tokens}. */
@NullMarked
package city.pishkhan.access.internal.tokens;

import org.jspecify.annotations.NullMarked;
