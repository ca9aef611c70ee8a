/** Text messages that announce events of a case to its applicants. Each event is announced once. */
@NullMarked
package city.pishkhan.notifications.internal;

import org.jspecify.annotations.NullMarked;
