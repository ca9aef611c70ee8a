/** Connector for the register of mobile numbers. */
@NullMarked
package city.pishkhan.numbers.internal;

import org.jspecify.annotations.NullMarked;
