/**
 * Who calls, and what each role may: logins, tokens, HTTP Basic, the brakes on guessing, and the access table. Begin with {@link
 * AccessTable}.
 */
package city.pishkhan.access.internal;
