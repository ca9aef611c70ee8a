/** Connector for the register of mobile numbers. */
package city.pishkhan.numbers.internal;
