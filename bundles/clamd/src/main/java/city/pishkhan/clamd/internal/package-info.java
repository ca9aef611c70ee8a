/** The daemon of ClamAV as the hub's scanner of uploads. Begin with {@link ClamdScanner}. */
package city.pishkhan.clamd.internal;
