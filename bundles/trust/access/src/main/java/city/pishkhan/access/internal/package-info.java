/**
 * Permissions of roles: the access table, the valid roles, and the roles that exclude each other. Begin with {@link
 * AccessTable}.
 */
@NullMarked
package city.pishkhan.access.internal;

import org.jspecify.annotations.NullMarked;
