/** Signed webhooks for oversight bodies, as an alternative to polling. */
@NullMarked
package city.pishkhan.webhooks.internal;

import org.jspecify.annotations.NullMarked;
