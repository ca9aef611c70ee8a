/** Connector for the postal service's REST interface. */
@NullMarked
package city.pishkhan.post.internal;

import org.jspecify.annotations.NullMarked;
