/** The Saman bank's gateway (SEP) over REST. {@link SamanComponent} publishes one per configuration. Begin with {@link Saman}. */
@NullMarked
package city.pishkhan.bank.internal.saman;

import org.jspecify.annotations.NullMarked;
