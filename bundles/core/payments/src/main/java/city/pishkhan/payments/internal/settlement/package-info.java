/**
 * Settlement files of the banks: parsing, matching with attempts, and recording and explaining differences, also for payments that
 * were recorded as received after their file was imported.
 */
package city.pishkhan.payments.internal.settlement;
