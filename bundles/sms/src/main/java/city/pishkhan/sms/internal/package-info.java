/** The provider of text messages behind the spi. */
package city.pishkhan.sms.internal;
