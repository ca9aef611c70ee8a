/**
 * Settlement files of the banks: parsing, matching with attempts, and recording and explaining differences, also for payments that
 * were recorded as received after their file was imported.
 */
@NullMarked
package city.pishkhan.payments.internal.settlement;

import org.jspecify.annotations.NullMarked;
