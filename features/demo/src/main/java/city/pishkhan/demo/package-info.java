/** The command {@code bin/demo}: its options, the order of its scenes, and what it leaves running. Begin with {@link city.pishkhan.demo.Demo}. */
package city.pishkhan.demo;
