/**
 * What several rooms need: columns as JSON, what PostgreSQL refused, sums of duties, the names of queues. Sees no other room.
 */
package city.pishkhan.payments.internal.common;
