/** Text messages to applicants: which events, in which words, sent once. */
package city.pishkhan.notifications.internal;
