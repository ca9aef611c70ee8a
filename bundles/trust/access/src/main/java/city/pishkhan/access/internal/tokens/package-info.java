/** Bearer tokens: the hub's own, and those of identity providers. Begin with {@link Tokens}. */
package city.pishkhan.access.internal.tokens;
