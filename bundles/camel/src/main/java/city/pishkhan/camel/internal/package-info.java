/**
 * The {@code pishkhan:} component: inquiries, notices and work as endpoints of routes, over the broker's queues. Begin with {@link
 * PishkhanComponent}.
 */
package city.pishkhan.camel.internal;
