/** The gateways of Behpardakht Mellat (SOAP) and Saman SEP (REST), each in its own protocol. Begin with {@link Mellat}. */
package city.pishkhan.bank.internal;
