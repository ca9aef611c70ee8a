/** Browser sessions, from which networks a login succeeded, and limits of attempts at secrets. */
package city.pishkhan.sessions.internal;
