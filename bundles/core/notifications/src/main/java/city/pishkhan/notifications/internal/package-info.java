/** Text messages that announce events of a case to its applicants. Each event is announced once. */
package city.pishkhan.notifications.internal;
