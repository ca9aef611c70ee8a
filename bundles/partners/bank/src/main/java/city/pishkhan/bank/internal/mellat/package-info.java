/** The Mellat bank's gateway over SOAP. {@link MellatComponent} publishes one gateway per configuration. Begin with {@link Mellat}. */
package city.pishkhan.bank.internal.mellat;
