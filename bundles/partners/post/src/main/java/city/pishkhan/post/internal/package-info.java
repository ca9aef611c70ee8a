/** Connector for the postal service's REST interface. */
package city.pishkhan.post.internal;
