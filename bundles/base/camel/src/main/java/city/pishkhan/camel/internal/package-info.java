/**
 * The {@code pishkhan:} component: inquiries, notices and work items as endpoints of routes, on queues of the broker. Begin
 * with {@link PishkhanComponent}.
 */
package city.pishkhan.camel.internal;
