/**
 * Sends what lies in an office's scanner folder to the hub, in pieces, and goes on after any interruption. It is a program of its own and shares no class with
 * the hub. Begin with {@link ScanSend}.
 */
package city.pishkhan.scansend;
