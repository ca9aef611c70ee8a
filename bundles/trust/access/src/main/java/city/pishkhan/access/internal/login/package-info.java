/** Checks passwords, tokens and certificates of callers, and limits guessing. Begin with {@link AccessService}. */
package city.pishkhan.access.internal.login;
