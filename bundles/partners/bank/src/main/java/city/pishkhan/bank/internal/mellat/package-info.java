/** The Mellat bank's gateway over SOAP. {@link MellatComponent} publishes one gateway per configuration. Begin with {@link Mellat}. */
@NullMarked
package city.pishkhan.bank.internal.mellat;

import org.jspecify.annotations.NullMarked;
