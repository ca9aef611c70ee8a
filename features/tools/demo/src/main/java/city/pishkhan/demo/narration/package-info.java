/** The participants of the demo and its output. Begin with {@link city.pishkhan.demo.narration.Screen}. */
package city.pishkhan.demo.narration;
