/** Deliveries on their way through the post. */
package city.pishkhan.routes.post.internal;
