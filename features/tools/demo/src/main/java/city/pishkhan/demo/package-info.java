/** The command {@code bin/demo}: its options, its scenes and their order. Begin with {@link city.pishkhan.demo.Demo}. */
package city.pishkhan.demo;
