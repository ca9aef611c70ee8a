/**
 * How what was issued comes to those who applied: chosen, ordered from the post, followed, handed over at a counter. Begin with {@link
 * DeliveryService}.
 */
package city.pishkhan.deliveries.internal;
