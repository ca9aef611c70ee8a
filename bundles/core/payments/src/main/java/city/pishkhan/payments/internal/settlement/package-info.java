/**
 * Settlement files of the banks: parsing, matching with attempts, and recording and explaining differences, also for payments that
 * become ours after their file was imported.
 */
package city.pishkhan.payments.internal.settlement;
