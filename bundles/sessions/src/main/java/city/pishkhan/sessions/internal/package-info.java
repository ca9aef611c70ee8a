/** Browser sessions, and from which networks a login succeeded. */
package city.pishkhan.sessions.internal;
