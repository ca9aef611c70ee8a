/** Stubs of interfaces for unit tests: begin with {@link city.pishkhan.stubs.Stubs}. */
package city.pishkhan.stubs;
