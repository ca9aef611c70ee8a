/**
 * The gateways of Behpardakht Mellat (SOAP) and Saman SEP (REST), each with its own protocol. Begin with
 * {@link city.pishkhan.bank.internal.mellat.Mellat}.
 */
@NullMarked
package city.pishkhan.bank.internal;

import org.jspecify.annotations.NullMarked;
