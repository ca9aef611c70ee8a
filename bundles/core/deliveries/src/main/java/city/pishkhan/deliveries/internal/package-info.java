/**
 * Delivery of certificates to applicants: the choice of a way, the postal order, tracking, and handover at a counter. Begin with
 * {@link DeliveryService}.
 */
package city.pishkhan.deliveries.internal;
