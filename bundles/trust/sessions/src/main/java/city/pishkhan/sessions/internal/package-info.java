/** Browser sessions, networks of successful logins, drafts, and limits on attempts to guess passwords and codes. */
@NullMarked
package city.pishkhan.sessions.internal;

import org.jspecify.annotations.NullMarked;
