/** Browser sessions, networks of successful logins, drafts, and limits on attempts to guess passwords and codes. */
package city.pishkhan.sessions.internal;
