/**
 * Sends the files of an office's scanner folder to the hub in pieces, and resumes after any interruption.
 * A separate program that shares no class with the hub. Begin with {@link ScanSend}.
 */
package city.pishkhan.scansend;
