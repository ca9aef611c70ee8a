/** Browser sessions, networks of successful logins, and limits on attempts at secrets. */
package city.pishkhan.sessions.internal;
