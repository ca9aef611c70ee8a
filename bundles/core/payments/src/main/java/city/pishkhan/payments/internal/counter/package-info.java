/** Slips of card readers and bank branches that an office enters. Begin with {@link SlipIntake}. */
package city.pishkhan.payments.internal.counter;
