/** Slips of card readers and bank branches that an office enters. Begin with {@link SlipIntake}. */
@NullMarked
package city.pishkhan.payments.internal.counter;

import org.jspecify.annotations.NullMarked;
