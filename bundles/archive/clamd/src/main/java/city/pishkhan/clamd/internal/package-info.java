/** Scanner of uploads that uses the daemon of ClamAV. Begin with {@link ClamdScanner}. */
package city.pishkhan.clamd.internal;
