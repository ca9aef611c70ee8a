/** Delivery of certificates through the postal service. */
@NullMarked
package city.pishkhan.routes.post.internal;

import org.jspecify.annotations.NullMarked;
