/**
 * Delivery of certificates to applicants: the choice of a way, the postal order, tracking, and handover at a counter. Begin with
 * {@link DeliveryService}.
 */
@NullMarked
package city.pishkhan.deliveries.internal;

import org.jspecify.annotations.NullMarked;
