/** Connector for the provider of text messages. */
@NullMarked
package city.pishkhan.sms.internal;

import org.jspecify.annotations.NullMarked;
