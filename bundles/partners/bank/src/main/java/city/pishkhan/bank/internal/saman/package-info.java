/** The Saman bank's gateway (SEP) over REST. {@link SamanComponent} publishes one per configuration. Begin with {@link Saman}. */
package city.pishkhan.bank.internal.saman;
