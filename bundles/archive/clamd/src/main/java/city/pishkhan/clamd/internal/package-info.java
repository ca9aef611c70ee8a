/** Scanner of uploads that uses the daemon of ClamAV. Begin with {@link ClamdScanner}. */
@NullMarked
package city.pishkhan.clamd.internal;

import org.jspecify.annotations.NullMarked;
