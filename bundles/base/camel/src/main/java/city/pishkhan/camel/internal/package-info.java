/**
 * The {@code pishkhan:} component: inquiries, notices and work items as endpoints of routes, on queues of the broker. Begin
 * with {@link PishkhanComponent}.
 */
@NullMarked
package city.pishkhan.camel.internal;

import org.jspecify.annotations.NullMarked;
