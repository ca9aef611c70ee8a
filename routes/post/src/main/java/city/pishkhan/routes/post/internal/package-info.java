/** Delivery of certificates through the postal service. */
package city.pishkhan.routes.post.internal;
