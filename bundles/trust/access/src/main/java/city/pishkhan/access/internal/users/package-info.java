/** Logins, roles and certificates that files assign, and the JAAS realm of these files. Begin with {@link UserFiles}. */
@NullMarked
package city.pishkhan.access.internal.users;

import org.jspecify.annotations.NullMarked;
