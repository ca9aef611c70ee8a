/**
 * Authenticates callers and checks what each role may do: logins, tokens, HTTP Basic, limits on guessing and the access table.
 * Begin with {@link AccessTable}.
 */
package city.pishkhan.access.internal;
