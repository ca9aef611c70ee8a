/**
 * Permissions of roles: the access table, the valid roles, and the roles that exclude each other. Begin with {@link
 * AccessTable}.
 */
package city.pishkhan.access.internal;
