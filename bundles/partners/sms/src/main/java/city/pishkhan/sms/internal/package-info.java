/** Connector for the provider of text messages. */
package city.pishkhan.sms.internal;
